//! Pure simulation core.
