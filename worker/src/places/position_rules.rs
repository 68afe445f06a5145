//! Where a place is: its degrees, and the square of Web Mercator that maps are drawn on. Pure.

/// The square has 2 to this power columns and rows: 38 m at the equator.
pub const LEVEL: u32 = 20;

/// A position on Earth, WGS 84, in degrees; within the square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

/// Beyond it, either way, the square ends.
pub const LATITUDE_MAX: f64 = 85.0;

impl Position {
    /// A position, unless it is none or out of the square.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let within = latitude.abs() <= LATITUDE_MAX && longitude.abs() <= 180.0;
        within.then_some(Self {
            latitude,
            longitude,
        })
    }

    /// About where somebody is, as an address tells it: to a hundredth of a degree, a kilometre or so.
    #[must_use]
    pub fn read(latitude: &str, longitude: &str) -> Option<Self> {
        let degrees = |typed: &str| -> Option<f64> {
            let degrees: f64 = typed.parse().ok()?;
            Some((degrees * 100.0).round() / 100.0)
        };
        Self::new(degrees(latitude)?, degrees(longitude)?)
    }

    /// Its column and row in the square: x to the east, y to the south.
    #[must_use]
    pub fn cell(self) -> (i64, i64) {
        use std::f64::consts::PI;
        let side = f64::from(1_u32 << LEVEL);
        let east = (self.longitude + 180.0) / 360.0;
        let south = (1.0 - self.latitude.to_radians().tan().asinh() / PI) / 2.0;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "both are kept within the square"
        )]
        let whole = |part: f64| (part * side).floor().clamp(0.0, side - 1.0) as i64;
        (whole(east), whole(south))
    }

    /// The metres to another position, along the Earth (haversine; mean radius of the IUGG).
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        const RADIUS_M: f64 = 6_371_008.8;
        let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let parallel = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        let chord =
            half(self.latitude, other.latitude) + parallel * half(self.longitude, other.longitude);
        2.0 * RADIUS_M * chord.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position::new(latitude, longitude).expect("within")
    }

    #[test]
    fn the_square_has_its_corners_where_maps_have_them() {
        assert_eq!(at(0.0, 0.0).cell(), (1 << 19, 1 << 19));
        assert_eq!(at(0.0, -180.0).cell().0, 0);
        assert_eq!(at(0.0, 180.0).cell().0, (1 << 20) - 1);
        // Notre-Dame de Paris is in the tile 12/2074/1409 of OpenStreetMap.
        let (x, y) = at(48.853, 2.3499).cell();
        assert_eq!((x >> 8, y >> 8), (2074, 1409));
        assert_eq!(Position::new(85.1, 0.0), None);
        assert_eq!(Position::new(f64::NAN, 0.0), None);
    }

    #[test]
    fn distances_are_those_of_the_earth() {
        let (paris, lyon) = (at(48.8566, 2.3522), at(45.764, 4.8357));
        assert!((paris.metres_to(lyon) - 391_500.0).abs() < 1_000.0);
        assert!(paris.metres_to(paris).abs() < 0.001);
    }
}
