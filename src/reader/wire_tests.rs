//! Five dialects, and replies that are none. The shapes are those that each project documents.

use super::*;
use crate::reader::testing::{CONTENT, dialects};

#[test]
fn the_reply_is_found_in_each_dialect() {
    for (name, body) in dialects(CONTENT) {
        let found = reply(body.to_string().as_bytes()).expect(name);
        assert_eq!(found, Reply { text: CONTENT.to_owned(), tokens: Some((412, 31)) }, "{name}");
    }
    let parts = json!({ "choices": [{ "message": { "content":
        [{ "type": "text", "text": "{\"points\":" }, { "type": "text", "text": "[]}" }] } }] });
    let found = reply(parts.to_string().as_bytes()).expect("parts");
    assert_eq!(found, Reply { text: "{\"points\":[]}".to_owned(), tokens: None });
}

#[test]
fn a_body_without_a_reply_says_what_it_is() {
    let of = |body: &str| reply(body.as_bytes()).expect_err(body);
    for body in
        ["", " ", "null and void", "<html><body>502</body></html>", "{\"choices\":[", "\u{0}"]
    {
        assert_eq!(of(body), NoReply::NotJson, "{body}");
    }
    for body in [
        "null",
        "7",
        "[]",
        "{}",
        "\"fine\"",
        r#"{"choices":[]}"#,
        r#"{"choices":{}}"#,
        r#"{"choices":null}"#,
        r#"{"choices":[{}]}"#,
        r#"{"choices":[{"text":"hi"}]}"#,
        r#"{"choices":[{"delta":{"content":"x"}}]}"#,
        r#"{"object":"list","data":[]}"#,
    ] {
        let found = of(body);
        let is_string = body == "\"fine\"";
        assert_eq!(
            found,
            if is_string { NoReply::Error("fine".into()) } else { NoReply::NoMessage },
            "{body}"
        );
    }
    assert_eq!(of(r#"{"error":"model not loaded"}"#), NoReply::Error("model not loaded".into()));
    let NoReply::Error(said) = of(r#"{"error":{"message":"over\u001b[31mloaded","type":"x"}}"#)
    else {
        panic!("an error")
    };
    assert!(said.starts_with("over") && !said.contains('\u{1b}'), "{said}");
    let cut = r#"{"choices":[{"finish_reason":"length","message":{"content":"{\"points\":[{"}}]}"#;
    assert_eq!(of(cut), NoReply::CutOff);
    let no =
        r#"{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I can't"}}]}"#;
    assert_eq!(of(no), NoReply::Refused);
    // Nothing said is an empty reply, which the next reader calls nonsense.
    for content in ["null", "\"\"", "7", "{}", "[]", "[7]"] {
        let body = format!(r#"{{"choices":[{{"message":{{"content":{content}}}}}]}}"#);
        assert_eq!(reply(body.as_bytes()).expect("a message").text, "", "{content}");
    }
}

#[test]
fn the_message_of_an_error_is_short_and_safe() {
    let vllm = r#"{"object":"error","message":"Invalid key.","type":"BadRequestError","param":null,"code":400}"#;
    assert_eq!(message(vllm.as_bytes()), "Invalid key.");
    assert_eq!(message(br#"{"error":{"message":"No auth","code":"401"}}"#), "No auth");
    assert_eq!(message(br#"{"detail":"Not Found"}"#), "Not Found");
    assert_eq!(message(b"404 page not found"), "404 page not found");
    assert_eq!(message(b"<html>nginx</html>"), "");
    assert_eq!(message(b"{}"), "");
    assert_eq!(message("x".repeat(5000).as_bytes()).chars().count(), MESSAGE_MOST + 1);
    assert!(!message(b"bad \x1b]0;title\x07 words").contains('\x1b'));
}

#[test]
fn what_a_server_refuses_by_name_is_left_out() {
    let all = Shape::default();
    let refused = [
        (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            Shape { newer_limit: true, ..all },
        ),
        (
            "Unsupported value: 'temperature' does not support 0 with this model.",
            Shape { temperature: false, ..all },
        ),
        ("unknown field seed", Shape { seed: false, ..all }),
        ("'response_format.type' must be 'text'", Shape { schema: false, ..all }),
        ("failed to parse grammar", Shape { schema: false, ..all }),
        ("", Shape { schema: false, ..all }),
    ];
    for (message, expected) in refused {
        assert_eq!(all.after_refusal(400, message), Some(expected), "{message}");
    }
    assert_eq!(all.after_refusal(401, "temperature"), None);
    assert_eq!(all.after_refusal(400, "context length exceeded"), None);
    assert_eq!(all.after_refusal(429, ""), None);
    // It ends: each refusal leaves something out.
    let mut shape = all;
    let mut refusals = 0;
    while let Some(next) = shape.after_refusal(400, "max_completion_tokens temperature seed schema")
    {
        (shape, refusals) = (next, refusals + 1);
    }
    assert_eq!(refusals, 4);
}

#[test]
fn the_body_holds_what_the_shape_says() {
    let schema = json!({ "type": "object" });
    let prompt =
        Prompt { model: "m", instructions: "i", text: "t", schema: &schema, max_tokens: 99 };
    let whole = body(&prompt, Shape::default());
    assert_eq!((&whole["temperature"], &whole["seed"]), (&json!(0), &json!(1)));
    assert_eq!(whole["max_tokens"], 99);
    assert_eq!(whole["stream"], false);
    assert_eq!(whole["response_format"]["json_schema"]["schema"], schema);
    let bare = Shape { schema: false, temperature: false, seed: false, newer_limit: true };
    let bare = body(&prompt, bare);
    let keys: Vec<&String> = bare.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["max_completion_tokens", "messages", "model", "stream"]);
}
