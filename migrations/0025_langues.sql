-- The language in which a person reads their page: the code of a catalog (content/locales). None: they have not chosen, and
-- read French. It is not « langue » of the file, which the structure writes down.
ALTER TABLE portal_account ADD COLUMN langue TEXT CHECK (length(langue) BETWEEN 2 AND 10);
