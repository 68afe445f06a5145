// A file that is too big is told of before it is sent: on a slow line that saves minutes. The server checks it anyway.
(function () {
  Array.prototype.forEach.call(document.querySelectorAll('[data-octets-max]'), function (field) {
    var max = Number(field.getAttribute('data-octets-max'));
    var words = field.getAttribute('data-octets-mots') || 'Ce fichier dépasse 10 Mo. Réduisez-le, puis choisissez-le à nouveau.';
    field.addEventListener('change', function () {
      var file = field.files && field.files[0];
      field.setCustomValidity(file && file.size > max ? words : '');
      if (file && file.size > max && field.reportValidity) field.reportValidity();
    });
  });
})();
