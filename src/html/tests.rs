use super::*;

fn options() -> FinishOptions {
    FinishOptions { links: LinkStyle::Relative, base_url: Some("https://own.example/b/".into()) }
}

fn at(page: &str, html: &str, options: &FinishOptions) -> Finished {
    finish(html, &UrlPath::new(page), options).expect("small pages can be finished")
}

fn relative(page: &str, html: &str) -> String {
    at(page, html, &options()).html
}

#[test]
fn links_within_the_site_become_relative() {
    for (page, address, written) in [
        ("/", "/", "./"),
        ("/", "/articles/a/", "articles/a/"),
        ("/articles/a/", "/", "../../"),
        ("/articles/a/", "/articles/b/#p-1", "../b/#p-1"),
        ("/articles/a/", "/articles/a/#p-1", "#p-1"),
        ("/articles/a/", "/articles/a/", "./"),
        ("/articles/a/", "/articles/a/?q=1#x", "./?q=1#x"),
        ("/articles/a/", "/articles/a/#", "./#"),
        ("/nl/a/", "/theme/briefing.css", "../../theme/briefing.css"),
        ("/a/", " /b/ ", "../b/"),
        ("/a/", "/%D1%8F/#%D1%8F", "../%D1%8F/#%D1%8F"),
        ("/a/", "/я/", "../%D1%8F/"),
        ("/a/", "/100%25.pdf", "../100%25.pdf"),
        ("/a/", "/%ff/", "../%25ff/"),
        ("/a/", "/مشاركون/", "../%D9%85%D8%B4%D8%A7%D8%B1%D9%83%D9%88%D9%86/"),
    ] {
        let html = relative(page, &format!("<a href=\"{address}\">x</a>"));
        assert_eq!(html, format!("<a href=\"{written}\">x</a>"), "{address} on {page}");
    }
}

#[test]
fn what_is_not_of_the_site_stays_as_it_is() {
    for html in [
        "<a href=\"#x\">x</a>",
        "<a href=\"b/\">x</a>",
        "<a href=\"mailto:a@b.example\">x</a>",
        "<img src=\"//other.example/x.png\">",
        "<a href=\"/\\other.example\">x</a>",
        "<base href=\"/a/\">",
        "<svg><use href=\"#i\"/><use xlink:href=\"#i\"/></svg>",
        "<link rel=\"canonical\" href=\"https://own.example/b/a/\">",
        "<p title=\"/a/\">&amp; <!-- <a href=\"/x/\"> --></p>",
        "<script>\"<a href='/x/'>\"</script>",
    ] {
        assert_eq!(relative("/a/b/", html), html);
    }
}

#[test]
fn every_attribute_that_holds_an_address_is_rewritten() {
    for (html, written) in [
        ("<img src=\"/x.png\">", "<img src=\"../x.png\">"),
        (
            "<meta http-equiv=\"Refresh\" content=\"0; URL=&#x2F;b&#x2F;\">",
            "<meta http-equiv=\"Refresh\" content=\"0; URL=../b/\">",
        ),
        ("<img srcset=\"/x.png, /y.png 2x\">", "<img srcset=\"../x.png, ../y.png 2x\">"),
        (
            "<source srcset=\"/x.png 480w,/y.png 1x, https://o.example/z.png\">",
            "<source srcset=\"../x.png 480w, ../y.png 1x, https://o.example/z.png\">",
        ),
        ("<video poster=/x.png></video>", "<video poster=\"../x.png\"></video>"),
        ("<form action='/s/'></form>", "<form action=\"../s/\"></form>"),
        ("<q cite=\"/a/b/\">x</q>", "<q cite=\"b/\">x</q>"),
        ("<object data=\"/x.pdf\"></object>", "<object data=\"../x.pdf\"></object>"),
        ("<svg><image xlink:href=\"/x.png\"/></svg>", "<svg><image xlink:href=\"../x.png\" /></svg>"),
    ] {
        assert_eq!(relative("/a/", html), written);
    }
}

#[test]
fn entities_are_decoded_and_encoded_again() {
    let page = at("/a/", "<a href=\"/b/?x=1&amp;y=&quot;&#x2f;#a&#38;b\">x</a>", &options());
    assert_eq!(page.html, "<a href=\"../b/?x=1&amp;y=&quot;/#a&amp;b\">x</a>");
    assert_eq!(page.links[0].fragment.as_deref(), Some("a&b"));
}

#[test]
fn external_links_are_marked_once() {
    let html = relative("/a/", "<a class=\"x\" rel=\"license\" href=\"https://o.example/\">x</a>");
    assert_eq!(
        html,
        "<a class=\"x external\" rel=\"license external noopener\" href=\"https://o.example/\">x</a>"
    );
    assert_eq!(relative("/a/", &html), html);
    let own = "<a href=\"https://own.example/b/x/\">x</a>";
    assert_eq!(relative("/a/", own), own);
}

#[test]
fn finishing_twice_changes_nothing_more() {
    let html = "<!doctype html><html lang=\"en\"><link rel=stylesheet href=\"/t.css\"><p id=\"a\">\
                <a href=\"/a/#a\">a</a> <a href=\"/b/?x&amp;y\">b</a> <a href=\"http://o.example\">c</a>";
    let once = relative("/a/", html);
    assert_eq!(relative("/a/", &once), once);
}

#[test]
fn links_can_name_files() {
    let options = FinishOptions { links: LinkStyle::RelativeFiles, base_url: None };
    for (address, written) in [
        ("/", "../index.html"),
        ("/a/", "./index.html"),
        ("/a/#x", "#x"),
        ("/b/#x", "../b/index.html#x"),
        ("/t.css", "../t.css"),
    ] {
        let html = at("/a/", &format!("<a href=\"{address}\">x</a>"), &options).html;
        assert_eq!(html, format!("<a href=\"{written}\">x</a>"));
    }
}

#[test]
fn links_can_begin_at_the_hosts_root() {
    let options = FinishOptions { links: LinkStyle::Absolute { prefix: "/b/".into() }, base_url: None };
    let page = at("/404.html", "<a href=\"/я/#x\">x</a><a href=\"/\">y</a><a href=\"#z\">z</a>", &options);
    assert_eq!(page.html, "<a href=\"/b/%D1%8F/#x\">x</a><a href=\"/b/\">y</a><a href=\"#z\">z</a>");
}

#[test]
fn anchors_come_back_sorted_and_doubles_are_told() {
    let page = at("/a/", "<p id=\"b\"><i id=\"a\"></i><b id=\"a\"></b><i id=\"a&amp;b\"></i>", &options());
    assert_eq!(page.anchors, ["a", "a&b", "b"]);
    assert_eq!(page.duplicates, ["a"]);
}

#[test]
fn links_come_back_decoded_and_once() {
    let html = "<a href=\"/%D1%8F/#%C3%A9\">1</a><a href=\"/я/#é\">2</a><a href=\"#here\">3</a>\
                <a href=\"#top\">4</a><img src=\"/x.png\"><a href=\"https://o.example\">5</a>";
    let found: Vec<(String, Option<String>, LinkUsage)> = at("/a/", html, &options())
        .links
        .into_iter()
        .map(|link| (link.target.to_string(), link.fragment, link.usage))
        .collect();
    assert_eq!(
        found,
        [
            ("/a/".into(), Some("here".into()), LinkUsage::Followed),
            ("/x.png".into(), None, LinkUsage::Embedded),
            ("/я/".into(), Some("é".into()), LinkUsage::Followed),
        ]
    );
}
