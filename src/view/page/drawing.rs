//! A drawing: shapes on a canvas as wide as the page lets it be and of a fixed height.
//!
//! Across, places and lengths are thousandths of the width; down, they are pixels. So a drawing
//! stretches with the window while its words keep their size, and all of it is whole numbers:
//! the same figures draw the same bytes.

use crate::text::SafeText;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// What it shows, in a few words.
    pub title: SafeText,
    /// The same that the eye reads off it, in words.
    pub desc: SafeText,
    pub height: u32,
    pub shapes: Vec<Shape>,
    /// What the signs mean.
    pub legend: Vec<(Sign, Shade, &'static str)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A filled box; `x` and `width` in thousandths.
    Bar {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        shade: Shade,
    },
    /// From one place to another.
    Line {
        x: (u32, u32),
        y: (u32, u32),
        shade: Shade,
    },
    Words {
        x: u32,
        y: u32,
        pin: Pin,
        shade: Shade,
        text: SafeText,
    },
    /// Words that are cut where their room ends; `y` is their top.
    Label {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        shade: Shade,
        text: SafeText,
    },
    /// A sign of fixed size, its middle at the place.
    Sign {
        x: u32,
        y: u32,
        sign: Sign,
        shade: Shade,
    },
}

/// Which end of the words is at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    Start,
    Middle,
    End,
}

/// Signs that differ in shape, so that none depends on its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Dot,
    /// A ring around a dot of the same place.
    Ring,
    Diamond,
    Triangle,
    Square,
    Cross,
    Plus,
    Box,
    /// A stroke from top to bottom.
    Stroke,
}

/// What a shape is for; the page's style gives it a colour in either scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Text,
    Quiet,
    /// Ground that something is measured on.
    Track,
    /// The main thing.
    Main,
    /// Neighbours of the main thing, told apart by lightness.
    Tint,
    Pale,
    /// Past a limit; hatched.
    Over,
    /// Words on top of the main thing.
    OnMain,
}

impl Drawing {
    pub fn new(title: &str) -> Drawing {
        Drawing { title: SafeText::line(title), ..Drawing::default() }
    }

    /// One more sentence of what the eye reads off.
    pub fn tell(&mut self, sentence: &str) {
        let told = format!("{} {sentence}", self.desc);
        self.desc = SafeText::line(&told);
    }

    pub fn bar(&mut self, (x, width): (u32, u32), (y, height): (u32, u32), shade: Shade) {
        self.shapes.push(Shape::Bar { x, y, width, height, shade });
    }

    pub fn line(&mut self, x: (u32, u32), y: (u32, u32), shade: Shade) {
        self.shapes.push(Shape::Line { x, y, shade });
    }

    pub fn words(&mut self, (x, y): (u32, u32), pin: Pin, shade: Shade, text: &str) {
        self.shapes.push(Shape::Words { x, y, pin, shade, text: SafeText::line(text) });
    }

    /// Words inside a bar of this place and size.
    pub fn label(
        &mut self,
        (x, width): (u32, u32),
        (y, height): (u32, u32),
        shade: Shade,
        text: &str,
    ) {
        let text = SafeText::line(text);
        self.shapes.push(Shape::Label { x, y, width, height, shade, text });
    }

    pub fn sign(&mut self, (x, y): (u32, u32), sign: Sign, shade: Shade) {
        self.shapes.push(Shape::Sign { x, y, sign, shade });
    }
}

#[cfg(test)]
impl Drawing {
    /// Whether every shape is on the canvas.
    pub(crate) fn fits(&self) -> bool {
        self.shapes.iter().all(|shape| match *shape {
            Shape::Bar { x, y, width, height, .. } | Shape::Label { x, y, width, height, .. } => {
                x + width <= 1000 && y + height <= self.height
            }
            Shape::Line { x, y, .. } => x.0.max(x.1) <= 1000 && y.0.max(y.1) <= self.height,
            Shape::Words { x, y, .. } | Shape::Sign { x, y, .. } => x <= 1000 && y <= self.height,
        })
    }
}
