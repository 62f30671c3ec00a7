//! A document goes to standard output, or to the file that was named.

use std::fs;
use std::path::Path;

use super::context::Context;
use super::error::Error;

/// Writes a file and says where it is; `-` is standard output.
pub(super) fn to_file(
    path: &Path,
    text: &str,
    what: &str,
    context: &mut Context,
) -> Result<(), Error> {
    if path == Path::new("-") {
        return Ok(context.out.write_all(text.as_bytes())?);
    }
    fs::write(path, text).map_err(|cause| {
        let message = format!("cannot write {}: {cause}", path.display());
        Error::unknown(message, "choose another place")
    })?;
    Ok(context.tell(format_args!("the {what} is in {}", path.display()))?)
}
