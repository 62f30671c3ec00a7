//! Colours that can be read: contrast by WCAG 2.2, 1.4.3 and 1.4.11, in every palette of the style.

use std::collections::BTreeMap;

use super::STYLE;

type Palette = BTreeMap<String, [f64; 3]>;

/// The colours of each `:root` of the style: light, dark, print.
fn palettes() -> Vec<Palette> {
    let roots = STYLE.split(":root {").skip(1);
    let palette = |rest: &str| {
        let rules = rest.split('}').next().unwrap_or_default().split(';');
        let colour = |rule: &str| {
            let (name, value) = rule.split_once(':')?;
            let name = name.trim().strip_prefix("--")?;
            Some((name.to_owned(), channels(value.trim().strip_prefix('#')?)))
        };
        rules.filter_map(colour).collect()
    };
    roots.map(palette).collect()
}

/// `fff` or `1c2228`, each channel 0 to 1.
fn channels(hex: &str) -> [f64; 3] {
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|c| [c, c]).collect(),
        _ => hex.to_owned(),
    };
    [0, 2, 4].map(|at| {
        let byte = u8::from_str_radix(&wide[at..at + 2], 16).expect("a colour");
        f64::from(byte) / 255.0
    })
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(palette: &Palette, one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(palette[one]), luminance(palette[other]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn contrast_is_computed_as_the_guidelines_say() {
    let palette = BTreeMap::from([
        ("black".to_owned(), channels("000")),
        ("white".to_owned(), channels("ffffff")),
        ("grey".to_owned(), channels("767676")),
    ]);
    assert!((contrast(&palette, "black", "white") - 21.0).abs() < 0.01);
    assert!((contrast(&palette, "grey", "white") - 4.54).abs() < 0.01);
}

#[test]
fn words_stand_out_in_every_palette() {
    // Every colour of words with every ground it is on.
    const WORDS: [(&str, &str); 13] = [
        ("ink", "paper"),
        ("ink", "tint"),
        ("ink", "hit"),
        ("ink", "soft"),
        ("ink", "pale"),
        ("quiet", "paper"),
        ("quiet", "tint"),
        ("main", "paper"),
        ("main", "tint"),
        ("main", "hit"),
        ("over", "paper"),
        ("paper", "main"),
        ("over", "tint"),
    ];
    let palettes = palettes();
    assert_eq!(palettes.len(), 3, "light, dark, print");
    for (index, palette) in palettes.iter().enumerate() {
        for (word, ground) in WORDS {
            let found = contrast(palette, word, ground);
            assert!(found >= 4.5, "palette {index}: {word} on {ground} is {found:.2}");
        }
    }
}

#[test]
fn signs_and_bars_stand_out_in_every_palette() {
    const SHAPES: [(&str, &str); 6] = [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("main", "paper"),
        ("over", "paper"),
        ("main", "line"),
        ("main", "soft"),
    ];
    for (index, palette) in palettes().iter().enumerate() {
        for (shape, ground) in SHAPES {
            let found = contrast(palette, shape, ground);
            assert!(found >= 3.0, "palette {index}: {shape} on {ground} is {found:.2}");
        }
    }
}

#[test]
fn it_is_printed_in_the_light_palette() {
    let palettes = palettes();
    let but_for_rules = |palette: &Palette| {
        let mut palette = palette.clone();
        palette.remove("line");
        palette
    };
    assert_eq!(but_for_rules(&palettes[0]), but_for_rules(&palettes[2]));
}

#[test]
fn the_style_asks_for_nothing_from_elsewhere() {
    for word in ["@import", "http", "url(\"", "url('", "data:", "</"] {
        assert!(!STYLE.contains(word), "{word}");
    }
}
