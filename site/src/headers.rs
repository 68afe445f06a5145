//! The security headers of every answer: the one source for the worker's code and for the static site's `_headers`.

/// What a page may load and do: our own files, our own forms, and nothing else.
///
/// `connect-src` is for « Courrier du jour », whose script asks our own server for names while they are typed.
/// `img-src data:` is for the icon in the page's head, which saves a request on a slow telephone.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// No page of ours needs a sensor, a payment or a foreign screen: everything is closed.
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), \
     display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
     idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
     picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), \
     screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), window-management=(), \
     xr-spatial-tracking=()";

/// On every answer, static or not, in this order.
pub const SECURITY: &[(&str, &str)] = &[
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    (
        "Strict-Transport-Security",
        "max-age=63072000; includeSubDomains",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", PERMISSIONS_POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
];

/// What differs on the page of the map, and there alone: it may ask where one is (the button « Autour de moi »), runs the worker of the
/// map's library from our own files, and loads the pictures of the map from `tiles`, the origin that whoever deploys has chosen.
#[must_use]
pub fn of_the_map(tiles: Option<&str>) -> [(&'static str, String); 2] {
    let from = tiles.map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = CONTENT_SECURITY_POLICY
        .replace(
            "img-src 'self' data:",
            &format!("img-src 'self' data:{from}"),
        )
        .replace(
            "connect-src 'self'",
            &format!("connect-src 'self'{from}; worker-src 'self'"),
        );
    let permissions = PERMISSIONS_POLICY.replace("geolocation=()", "geolocation=(self)");
    [
        ("Content-Security-Policy", policy),
        ("Permissions-Policy", permissions),
    ]
}

/// Where the search of the help is: its page and, below, the index with the scripts and the WebAssembly that read it.
pub const SEARCH: &str = "/aide/recherche/*";

/// The policy there, and there alone: the index is read by a small WebAssembly program, in a worker, both from our own files.
#[must_use]
pub fn policy_of_the_search() -> String {
    CONTENT_SECURITY_POLICY.replace(
        "script-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
    )
}

/// `Cache-Control` of assets whose name carries their fingerprint: kept a year, never asked again.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_starts_closed_and_allows_nothing_unsafe() {
        assert!(CONTENT_SECURITY_POLICY.starts_with("default-src 'none'"));
        assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
        assert!(!CONTENT_SECURITY_POLICY.contains("http"));
    }

    #[test]
    fn the_page_of_the_map_is_as_closed_but_for_the_map() {
        let [(_, policy), (_, permissions)] = of_the_map(None);
        let own = policy.replace("; worker-src 'self'", "");
        assert_eq!(own, CONTENT_SECURITY_POLICY);
        let closed = permissions.replace("geolocation=(self)", "geolocation=()");
        assert_eq!(closed, PERMISSIONS_POLICY);
        assert!(policy.contains("worker-src 'self'") && permissions.contains("geolocation=(self)"));
        let [(_, tiled), _] = of_the_map(Some("https://tuiles.example"));
        assert_eq!(tiled.replace(" https://tuiles.example", ""), policy);
        assert_eq!(tiled.matches("https://tuiles.example").count(), 2);
        assert!(!tiled.contains("unsafe"));
    }

    #[test]
    fn the_search_is_as_closed_but_for_its_index() {
        let policy = policy_of_the_search();
        let own = policy.replace(" 'wasm-unsafe-eval'; worker-src 'self'", "");
        assert_eq!(own, CONTENT_SECURITY_POLICY);
        assert_ne!(policy, own);
        assert!(!policy.replace("'wasm-unsafe-eval'", "").contains("unsafe"));
    }

    #[test]
    fn values_fit_on_one_line_of_a_headers_file() {
        for (name, value) in SECURITY {
            assert!(
                !value.contains('\n') && !value.contains("  "),
                "{name}: {value}"
            );
            assert!(
                name.len() + value.len() < 2_000,
                "{name} is too long for _headers"
            );
        }
    }
}
