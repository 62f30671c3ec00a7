//! How a session is shown to the person at the terminal.

use clap::Args;

use super::values::word;
use crate::ui::room::theme::ThemeName;

#[derive(Debug, Args)]
pub struct FaceArgs {
    /// Plain lines instead of the full screen
    #[arg(long)]
    pub plain: bool,
    /// Plain lines for a screen reader: nothing is drawn over, no lines, bars or columns
    #[arg(long)]
    pub screen_reader: bool,
    /// Colours of the full screen: dark, light, 16 or plain [default: what the terminal says]
    #[arg(long, value_name = "NAME", value_parser = word::<ThemeName>)]
    pub theme: Option<ThemeName>,
    /// Draw the full screen in ASCII alone
    #[arg(long)]
    pub ascii: bool,
}
