//! Interface strings: Fluent messages carried in the binary, and those of the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::{Argument, Language};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::DecimalFormatter;

type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

const ENGLISH: &str = include_str!("strings/en.ftl");
const DUTCH: &str = include_str!("strings/nl.ftl");
const NEUTRAL: &str = include_str!("strings/neutral.ftl");

/// English, for what a language lacks.
static FALLBACK: LazyLock<Bundle> = LazyLock::new(|| {
    let numbers = DecimalFormatter::try_new(icu_locale::locale!("en-GB").into(), Default::default())
        .expect("the data of English is in the binary");
    carried("en", ENGLISH, &Arc::new(numbers))
});

/// Dates without words, before English is taken.
static WITHOUT_WORDS: LazyLock<Bundle> = LazyLock::new(|| {
    let mut bundle = Bundle::new_concurrent(Vec::new());
    add(&mut bundle, NEUTRAL);
    bundle
});

/// The arguments of every key.
static ARGUMENTS: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> =
    LazyLock::new(|| arguments(ENGLISH));

/// The strings of one language.
pub(super) struct Strings {
    own: Bundle,
    is_english: bool,
}

/// All keys of interface strings, each with the names of its arguments, in alphabetical order.
pub fn keys() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    ARGUMENTS.iter().map(|(key, arguments)| (*key, arguments.iter().copied()))
}

impl Strings {
    /// Makes the strings of a language out of those carried and the site's own.
    ///
    /// # Errors
    /// The keys whose string cannot be used, each with what is wrong.
    pub fn new(
        language: &Language,
        overrides: &BTreeMap<String, String>,
        numbers: &Arc<DecimalFormatter>,
    ) -> Result<Self, Vec<(String, String)>> {
        let source = match language.primary() {
            "en" => ENGLISH,
            "nl" => DUTCH,
            _ => "",
        };
        let mut own = carried(language.as_str(), source, numbers);
        let mut errors = Vec::new();
        for (key, value) in overrides {
            match message(key, value) {
                Ok(resource) => own.add_resource_overriding(resource),
                Err(error) => errors.push((key.clone(), error)),
            }
        }
        let is_english = language.primary() == "en";
        if errors.is_empty() { Ok(Self { own, is_english }) } else { Err(errors) }
    }

    /// Whether the language itself has a string.
    pub fn has_own(&self, key: &str) -> bool {
        self.own.has_message(key)
    }

    /// A string with its values. A key or argument that does not exist is a defect: a panic where
    /// debug assertions are on, else the key.
    pub fn say(&self, key: &str, values: &[(&str, Argument<'_>)]) -> String {
        let bundles: &[&Bundle] =
            if self.is_english { &[&self.own] } else { &[&self.own, &WITHOUT_WORDS, &FALLBACK] };
        let Some(said) = bundles.iter().find_map(|bundle| format(bundle, key, values)) else {
            debug_assert!(false, "no interface string has the key `{key}`");
            return key.to_owned();
        };
        said
    }
}

/// A bundle of strings that the binary carries.
fn carried(tag: &str, source: &str, numbers: &Arc<DecimalFormatter>) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
    let numbers = Arc::clone(numbers);
    bundle
        .add_function("NUMBER", move |values, _| match values {
            [FluentValue::Number(number)] => {
                // Counts are far below the 2^53 up to which this is exact.
                numbers.format(&(number.value as i64).into()).to_string().into()
            }
            [value] => value.clone().into_owned(),
            _ => FluentValue::Error,
        })
        .expect("the bundle has no function yet");
    add(&mut bundle, source);
    bundle
}

/// Adds strings that are ours. Marks of isolation stay off: a name stands in `<bdi>` where that is
/// needed, and titles and feeds are plain text.
fn add(bundle: &mut Bundle, source: &str) {
    bundle.set_use_isolating(false);
    let resource =
        FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| errors).expect("our strings parse");
    bundle.add_resource(resource).expect("our keys are unique");
}

/// A message of the site's own.
fn message(key: &str, value: &str) -> Result<FluentResource, String> {
    let Some(known) = ARGUMENTS.get(key) else {
        let near = crate::text::nearest(key, ARGUMENTS.keys().copied());
        let suggestion = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("no interface string has this key{suggestion}"));
    };
    if let Some(unknown) = variables(value).find(|variable| !known.contains(variable)) {
        let names: Vec<String> = known.iter().map(|name| format!("`${name}`")).collect();
        let has =
            if names.is_empty() { "it has none".to_owned() } else { format!("it has {}", names.join(", ")) };
        return Err(format!("`${unknown}` is no argument of this string; {has}"));
    }
    // Indented, a line of the value cannot begin another message.
    let source = format!("{key} = {}\n", value.trim().replace('\n', "\n    "));
    FluentResource::try_new(source)
        .map_err(|(_, errors)| errors.first().map_or_else(String::new, ToString::to_string))
}

/// The string of a bundle, if it has one.
fn format(bundle: &Bundle, key: &str, values: &[(&str, Argument<'_>)]) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut arguments = FluentArgs::with_capacity(values.len());
    for (name, value) in values {
        match value {
            Argument::Number(number) => arguments.set(*name, *number),
            Argument::Text(text) => arguments.set(*name, *text),
        }
    }
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    debug_assert!(errors.is_empty(), "the interface string `{key}`: {errors:?}");
    Some(said.into_owned())
}

/// Keys of a file of strings, each with the names of its arguments.
fn arguments(source: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found = BTreeMap::new();
    let mut current = "";
    for line in source.lines() {
        let begins = line.starts_with(|character: char| character.is_ascii_lowercase());
        if begins && let Some((key, _)) = line.split_once(" =") {
            current = key;
            found.insert(key, BTreeSet::new());
        }
        if let Some(names) = found.get_mut(current).filter(|_| !line.starts_with('#')) {
            names.extend(variables(line));
        }
    }
    found
}

/// The names that stand after `$`.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    text.split('$').skip(1).map(|rest| {
        let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '-');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys_and_arguments() {
        assert_eq!(arguments(DUTCH), arguments(ENGLISH));
    }

    #[test]
    fn what_is_said_without_words_is_said_with_the_same_arguments_or_fewer() {
        let english = arguments(ENGLISH);
        for (key, names) in arguments(NEUTRAL) {
            assert!(english.get(key).is_some_and(|known| names.is_subset(known)), "{key}");
        }
    }

    #[test]
    fn every_string_can_be_said() {
        for tag in ["en", "nl", "uk"] {
            let language = Language::new(tag).expect("a tag");
            let locale = super::super::Locale::new(&language, &BTreeMap::new()).expect("no overrides");
            for (key, names) in keys() {
                let names: Vec<&str> = names.collect();
                for number in [1, 2] {
                    let values: Vec<_> = names.iter().map(|name| (*name, Argument::Number(number))).collect();
                    assert!(!locale.say_with(key, &values).is_empty(), "{key}");
                }
            }
        }
    }
}
