//! What JavaScript does in the place of tables that a program with the feature `chosen-functions` leaves out.

#[cfg(feature = "chosen-functions")]
mod floats;
#[cfg(feature = "chosen-functions")]
mod graphemes;

/// Gives core what JavaScript has in the place of its tables. Without the feature `chosen-functions` core has them, and
/// this does nothing.
pub fn stand_in() {
    #[cfg(feature = "chosen-functions")]
    {
        openmercato_ecs_core::normal_form::normalise_with(|text| js_sys::JsString::from(text).normalize("NFC").into());
        openmercato_ecs_core::floats::convert_with(floats::CONVERSIONS);
        openmercato_ecs_core::graphemes::segment_with(graphemes::lengths);
    }
}
