"""JavaScript and JSX as templates: what a component prints with given props is what React prints with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.site.reading import readable

from disclint.site.components import Modules
from disclint.site.frame import Frame
from disclint.site.jscomponent import Component
from disclint.site.jsfunctions import Calls
from disclint.site.jsx import parse
from disclint.site.render import Renderer
from disclint.site.scope import JAVASCRIPT, UNKNOWN, Markup, Quiet, Scope
from disclint.site.tree import Tree
from disclint.site.values import Piece, Unresolved


class Shown:
    """What the default export of a module prints with these props."""

    def __init__(
        self, root: Path, text: str, props: Mapping[str, object], files: Mapping[str, str] | None = None
    ) -> None:
        for name, content in {"a.tsx": text, **(files or {})}.items():
            (root / name).write_text(content, encoding="utf-8")
        self.text = text
        modules = Modules(Tree(str(root)))
        value = modules.imported(str(root / "main.tsx"), "./a", "default")
        assert isinstance(value, Component)
        renderer = Renderer(modules.functions, JAVASCRIPT, set())
        made = modules.printed(Frame(renderer, value.template, Scope({})), value.template, props)
        assert isinstance(made, Markup)
        self.pieces: tuple[Piece, ...] = made.pieces
        self.unresolved: list[Unresolved] = renderer.unresolved

    @property
    def sure(self) -> str:
        return readable("".join(p.text for p in self.pieces if not p.doubt))

    @property
    def doubtful(self) -> str:
        return readable("".join(p.text for p in self.pieces if p.doubt))


def component(body: str, parameters: str = "props", before: str = "") -> str:
    return f"{before}\nexport default function Notice({parameters}) {{\n{body}\n}}\n"


MARKUP = [
    (
        "return <p>We don't advise. (It's risky)</p>; }\nexport function B() { return null;",
        "We don't advise. (It's risky)",
    ),
    ("return <div>{1 && <p>We don't advise.</p>}\n<b>Member SIPC</b></div>;", "We don't advise. Member SIPC"),
    ("return <div>{1 && <p>See https://n.example/a</p>}<b>Terms</b></div>;", "See https://n.example/a Terms"),
    ("return <p>Not advice; or (an) [offer] to buy \"stocks\" / 'bonds' `x` // y.</p>;", None),
    ("return <p>{/* don't } show */}Read{' '}\n{\n// a brace's }\n'this'\n}</p>;", "Read this"),
    ("return <><p>Not <em>investment</em> advice.</p>\nMember{' '}<span>FINRA / SIPC</span></>;", None),
    ("return <p>{'Not ' + 'advice'}{`, ${'said'} Northgate`}</p>;", "Not advice, said Northgate"),
    ("return <p>Stocks &amp; bonds don&apos;t rest</p>;", "Stocks & bonds don't rest"),
    (
        'return <p className="a">See <a href={`/x/${1}`} title="a > b" onClick={() => go("}")}>terms</a>.</p>;',
        "See terms .",
    ),
    ("return <div dangerouslySetInnerHTML={{ __html: '<i>Not</i> advice' }} />;", "Not advice"),
    ("return <div><br/><hr/><div/>a<div>b</div></div>;", "a b"),
]


def written(body: str) -> str:
    """What stands between the tags of a body that does nothing but return them."""
    return readable(body.removeprefix("return ").removesuffix(";").replace("{' '}", " "))


@pytest.mark.parametrize(("body", "expected"), MARKUP)
def test_markup_prints_what_a_reader_reads(tmp_path: Path, body: str, expected: str | None) -> None:
    assert Shown(tmp_path, component(body), {}).sure == (expected or written(body))


TESTS = [
    ("if (props.off) return null;\nreturn <p>Risk</p>;", {"off": True}, ""),
    ("if (props.off) return null;\nreturn <p>Risk</p>;", {}, "Risk"),
    (
        "if (props.k === 'a') { return <p>A</p>; } else if (props.k === 'b') return <p>B</p>; else return <p>C</p>;",
        {"k": "b"},
        "B",
    ),
    ("let t = 'Shares';\nif (props.k == 'bond') { t = 'Bonds'; }\nreturn <p>{t}</p>;", {"k": "bond"}, "Bonds"),
    ("let t = 'Shares';\nif (props.k == 'bond') { t = 'Bonds'; }\nreturn <p>{t}</p>;", {"k": "gold"}, "Shares"),
    ("switch (props.k) { case 'a': case 'b': return <p>AB</p>; default: return <p>C</p>; }", {"k": "b"}, "AB"),
    ("switch (props.k) { case 'a': return <p>A</p>; default: return <p>C</p>; }", {"k": "z"}, "C"),
    (
        "let t = '';\nswitch (props.k) { case 'a': t = 'A'; break; case 'b': t = 'B'; }\nreturn <p>{t}!</p>;",
        {"k": "a"},
        "A!",
    ),
    (
        "switch (props.k) { case 'a': if (props.x) break; return <p>A</p>; }\nreturn <p>After</p>;",
        {"k": "a", "x": 1},
        "After",
    ),
    ("return props.k === 'a' ? <p>A's</p> : props.k === 'b' ? (<p>B's</p>) : null;", {"k": "b"}, "B's"),
    ("return <p>{props.n > 0 && 'many'}{!props.n && 'none'}{props.n === 0 || 'some'}</p>;", {"n": 0}, "none"),
    ("return <p>{(props.a || props.b) && 'one'}{props.a && props.b && 'both'}</p>;", {"a": True, "b": False}, "one"),
    (
        "return <p>{props.a == null ? 'null' : 'set'} {typeof props.a === 'string' && 'text'}</p>;",
        {"a": "x"},
        "set text",
    ),
    (
        "return <p>{props.a?.b?.[0] ?? 'none'} {props.a?.c?.d ?? 'nothing'}</p>;",
        {"a": {"b": ["first"]}},
        "first nothing",
    ),
    ("try { return <p>Tried</p>; } catch { return <p>Caught</p>; }", {}, "Tried"),
    ("return <p>{(() => { if (props.k) return 'Yes'; return 'No'; })()}</p>;", {"k": True}, "Yes"),
    (
        "const words = [];\nif (props.k) words.push('Risk');\nwords.push('Firm');\nreturn <p>{words.join(', ')}</p>;",
        {"k": 1},
        "Risk, Firm",
    ),
    ("let t = '';\nfor (const w of ['a', 'b']) { t += w; }\nreturn <p>{t}</p>;", {}, "ab"),
]


@pytest.mark.parametrize(("body", "props", "expected"), TESTS)
def test_conditions_are_followed(tmp_path: Path, body: str, props: Mapping[str, object], expected: str) -> None:
    shown = Shown(tmp_path, component(body), props)
    assert (shown.sure, shown.doubtful) == (expected, "")


LISTS = """
const L = [{ on: 1, t: 'One' }, { on: 0, t: 'Two' }];
const T = { stock: 'Shares fall.', 'real-estate': "It's hard to sell." };
"""
VALUES = [
    ("return <ul>{L.map((x) => { if (!x.on) return null; return <li>{x.t}</li>; })}</ul>;", "One"),
    ("return <ul>{L.map(({ t }, i) => <li key={i}>{i}{t}</li>)}</ul>;", "0One 1Two"),
    ("return <ul>{L.filter((x) => x.on).map((x) => <li>{x.t}</li>)}</ul>;", "One"),
    ("return <p>{L.map((x) => x.t).join(' and ')}</p>;", "One and Two"),
    ("return <p>{L.find((x) => x.t === 'Two').t} {L.some((x) => x.on) ? 'some' : 'none'}</p>;", "Two some"),
    ("return <p>{[...L].sort((a, b) => a.on - b.on)[0].t}</p>;", "Two"),
    (
        "return <dl>{Object.entries(T).map(([k, v]) => <dd>{k}: {v}</dd>)}</dl>;",
        "stock: Shares fall. real-estate: It's hard to sell.",
    ),
    ("return <dl>{Object.values(T).map((v) => <dd>{v}</dd>)}</dl>;", "Shares fall. It's hard to sell."),
    (
        "const more = { ...T, stock: 'Bonds' };\nreturn <p>{more.stock} {more['real-estate']}</p>;",
        "Bonds It's hard to sell.",
    ),
    (
        "const [a, b = 'B'] = ['A'];\nconst { x: { y, z = 'Z' } } = { x: { y: 'Y' } };\nreturn <p>{a}{b}{y}{z}</p>;",
        "ABYZ",
    ),
    ("const a = 'x', b = 'y'\nconst c = a\nreturn <p>{c}{b}</p>", "xy"),
    ("const say = (firm) => `By ${firm}.`;\nreturn <p>{say('Northgate')}</p>;", "By Northgate."),
    ("function row(t) { return <li>{t}</li>; }\nreturn <ul>{row('Not advice.')}</ul>;", "Not advice."),
    ("const Tag = 'section';\nreturn <Tag>Not advice.</Tag>;", "Not advice."),
    ("const k = ('stock' as string) as keyof typeof T;\nreturn <p>{T[k]!}</p>;", "Shares fall."),
    ("const [open] = useState<boolean>(true);\nreturn <p>{open && 'Open'}{useMemo(() => 'ed', [])}</p>;", "Opened"),
    ("return <p>{4 * 2 + 1} {5 % 2 === 1 ? 'odd' : 'even'} {0x10} {1_000} {-1}</p>;", "9 odd 16 1000 -1"),
]


@pytest.mark.parametrize(("body", "expected"), VALUES)
def test_values_are_computed_as_the_site_computes_them(tmp_path: Path, body: str, expected: str) -> None:
    shown = Shown(tmp_path, component(body, before=LISTS), {})
    assert (" ".join(shown.sure.split()), shown.doubtful) == (expected, "")


MODULES = [
    "const A = ({ text = 'Not advice.' }: Props) => <p>{text}</p>;\nexport default A;",
    "const A: React.FC<{ text?: string }> = ({ text = 'Not advice.' }) => {\n  return <p>{text}</p>;\n};\nexport { A as default };",
    "function A({ text: words = 'Not advice.' }: Readonly<{ text?: string; on?: () => void }>): JSX.Element | null {\n"
    "  return <p>{words}</p>;\n}\nexport default React.memo(A);",
    "export default memo(forwardRef(function A(props, ref) { return <p>Not advice.</p>; }));",
    "export default class A extends React.Component<Props> {\n  state = { open: false };\n"
    "  render() { return <p>Not advice.</p>; }\n}",
    "/*\nconst WORDS = 'Old words.';\n*/\nconst WORDS = 'Not advice.'\nexport default () => <p>{WORDS}</p>",
    "enum Words { A = 'Not advice.' }\ninterface Props { text: string }\ntype T = 'a' | 'b';\n"
    "export const pick = <T,>(x: T): T => x;\nexport default function A() { return <p>{Words.A}</p>; }",
    "const clean = (s) => s.replace(/[\"'`{}]/g, '');\nexport default function A() { return <p>Not advice.</p>; }",
    "export default function A() { return <p>{WORDS}</p>; }\nconst WORDS = 'Not advice.';",
    "const A = () => <p>Not advice.</p>;\nA.displayName = 'A';\nA.getLayout = (page) => page;\nexport default A;",
    "import B from './b';\nexport default () => <B>Not advice.</B>;",
    "import dynamic from 'next/dynamic';\nconst B = dynamic(() => import('./b'));\nexport default () => <B>Not advice.</B>;",
    "import { C } from './b';\nexport default () => <C render={(x) => <p>Not {x}</p>} />;",
    "import { words } from './b';\nexport default () => <p>{words['advice']?.long}</p>;",
    "import { words as all } from './b';\nconst { advice: { long } } = all;\nexport default () => <p>{long}</p>;",
]
BESIDE = {
    "b.tsx": "export default function B({ children }) { return <div>{children}</div>; }\n"
    "export const C = ({ render }) => <div>{render('advice.')}</div>;\n"
    "export const words = { advice: { long: 'Not advice.' } } as const;\n"
}


@pytest.mark.parametrize("text", MODULES)
def test_components_are_found_however_they_are_written(tmp_path: Path, text: str) -> None:
    assert Shown(tmp_path, text, {}, BESIDE).sure == "Not advice."


UNKNOWNS = [
    ("return <p>{here() ? 'Risk' : 'None'}</p>;", "", "RiskNone"),
    ("if (here()) return null;\nreturn <p>Risk</p>;", "", "Risk"),
    ("let t = 'Risk';\nif (here()) t = 'None';\nreturn <p>{t === 'Risk' && <b>Risk</b>}</p>;", "", "Risk"),
    ("let t = 'Risk';\nwhile (here()) { t = 'None'; }\nreturn <p>{t === 'Risk' && <b>Risk</b>}</p>;", "", "Risk"),
    ("const p = { ...here(), a: 'A' };\nreturn <p>{p.a}{p.b && <b>B</b>}</p>;", "A", "B"),
    ("return <p>{props.a instanceof Map ? 'Map' : 'List'}</p>;", "", "MapList"),
    ("return <p>{/^x/.test(props.a) && <b>X</b>} sure</p>;", "sure", "X"),
    ("props.a.b = 1;\nreturn <p>{props.a.b ? 'Yes' : 'No'}</p>;", "", "YesNo"),
    ("switch (here()) { case 1: return <p>One</p>; }\nreturn <p>Two</p>;", "", "One Two"),
    ("return <p>{here().map((x) => <b>Row</b>)}</p>;", "", "Row"),
    ("return <p>By {here()}, not advice.</p>;", "By , not advice.", ""),
]


@pytest.mark.parametrize(("body", "sure", "doubtful"), UNKNOWNS)
def test_what_can_not_be_known_is_in_doubt_and_never_guessed(
    tmp_path: Path, body: str, sure: str, doubtful: str
) -> None:
    shown = Shown(tmp_path, component(body, before="import { here } from 'a-package';"), {"a": {"b": 0}})
    assert (shown.sure, " ".join(shown.doubtful.split())) == (sure, doubtful)


def test_what_is_fetched_is_taken_to_be_there(tmp_path: Path) -> None:
    body = "const post = await getPost(props.slug);\nif (!post) { return null; }\nreturn <p>Not advice.</p>;"
    assert Shown(tmp_path, component(body), {}).sure == "Not advice."


def test_what_a_function_of_the_site_does_not_find_is_not_there(tmp_path: Path) -> None:
    body = "const text = pick(props.kind);\nif (!text) return null;\nreturn <p>Risk: {text}</p>;"
    before = "const TEXTS = { stock: 'Shares fall.' };\nfunction pick(kind) { return TEXTS[kind]; }"
    assert Shown(tmp_path, component(body, before=before), {"kind": "gold"}).sure == ""
    assert Shown(tmp_path, component(body, before=before), {"kind": "stock"}).sure == "Risk: Shares fall."


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("return <p>It's <b>not advice</b>.</p>;", "not advice"),
        ("return <p>{props.a ? 'other' : 'not advice'}</p>;", "not advice"),
        ("const t = 'not advice';\nreturn <p>{t}</p>;", "not advice"),
        ("return <p>{`By ${'Northgate'}, not advice`}</p>;", "not advice"),
        ("return <p>{[{ t: 'not advice' }].map(({ t }) => <b>{t}</b>)}</p>;", "not advice"),
    ],
)
def test_words_know_where_they_are_written(tmp_path: Path, body: str, word: str) -> None:
    shown = Shown(tmp_path, component(body), {})
    [piece] = [p for p in shown.pieces if word in p.text]
    assert piece.exact
    assert shown.text.startswith(word, piece.place.offset + piece.text.index(word))


@pytest.mark.parametrize("attribute", ["hidden", "hidden={true}", "hidden={props.on}", "style={{ display: 'none' }}"])
def test_hidden_elements_come_out_hidden(tmp_path: Path, attribute: str) -> None:
    markup = "".join(
        p.text for p in Shown(tmp_path, component(f"return <p {attribute}>Risk</p>;"), {"on": True}).pieces
    )
    assert "hidden" in markup or "display: none" in markup


@pytest.mark.parametrize("attribute", ["hidden={false}", "hidden={null}", "hidden={props.on}", "className='hidden'"])
def test_elements_that_are_seen_come_out_seen(tmp_path: Path, attribute: str) -> None:
    markup = "".join(p.text for p in Shown(tmp_path, component(f"return <p {attribute} id={{1}}>Risk</p>;"), {}).pieces)
    assert "hidden" not in markup


def test_modules_that_import_each_other_are_read_to_their_end(tmp_path: Path) -> None:
    files = {"b.tsx": "import { WORDS } from './a';\nexport const B = () => <b>{WORDS}</b>;\n"}
    text = "import { B } from './b';\nexport const WORDS = 'Not advice.';\nexport default () => <p><B /> Risk</p>;\n"
    assert Shown(tmp_path, text, {}, files).sure.endswith("Risk")


def test_a_function_that_calls_itself_ends(tmp_path: Path) -> None:
    body = "function f(n) { return n > 0 ? f(n + 1) : 'end'; }\nreturn <p>{f(1)} Risk</p>;"
    assert Shown(tmp_path, component(body), {}).sure == "Risk"


REPEATED = (
    *(
        "{",
        "(",
        "[",
        "<A>",
        "<a>",
        "{a && <b>",
        "`${",
        "a?",
        "a?b:",
        "!",
        "a.",
        "a(",
        "(a,",
        "(a)=>",
        "x=>",
        "if(a)",
        "if(a){",
    ),
    *(
        "switch(a){case b:",
        "const {a:{",
        "const [[",
        "function f(){",
        "{a:",
        "'a'+",
        "a-",
        "a&&",
        "<A x={",
        "<A {...",
        "don't ",
    ),
    *(
        "/",
        "/*",
        "<",
        "a<",
        "x as {",
        "export ",
        "enum A {",
        "class A {",
        "return ",
        "else ",
        "try{",
        "case a: ",
        "(a=b,",
    ),
    *("({a=1}", "async ", "=>", "<!--", "<style>", "\\", "new ", "typeof ", "<T,>(", "const a:", "function f<", "a`x`"),
)


@pytest.mark.parametrize("unit", REPEATED)
def test_nonsense_is_read_to_its_end(unit: str) -> None:
    text = unit * 5_000
    module = parse("/site/a.tsx", text)
    assert module.text == text


def test_what_is_nested_too_deeply_is_a_fault_with_its_place() -> None:
    text = "export default () => " + "(" * 100 + "1" + ")" * 100 + ";"
    [fault] = parse("/site/a.tsx", text).faults
    assert fault.message == "is nested too deeply to be read to its end"
    assert text[fault.at] == "("


def test_packages_have_values_that_nobody_knows(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text(
        "import config from 'a-package';\nexport const hide = config.hide;\n", encoding="utf-8"
    )
    modules = Modules(Tree(str(tmp_path)))
    assert modules.imported(str(tmp_path / "main.ts"), "./a", "hide") is UNKNOWN


def test_what_is_made_once_is_told_for_every_page(tmp_path: Path) -> None:
    (tmp_path / "a.tsx").write_text(
        "import RiskNotice from 'a-package';\nconst Foot = ({ k }) => <p><RiskNotice />{k}</p>;\n"
        "export default ({ k }) => <div><Foot k={k} /></div>;\n",
        encoding="utf-8",
    )
    modules = Modules(Tree(str(tmp_path)))
    value = modules.imported(str(tmp_path / "main.tsx"), "./a", "default")
    assert isinstance(value, Component)
    told = []
    for k in ("one", "two", "one", Quiet("one"), UNKNOWN):
        renderer = Renderer(Calls(modules.functions, shared="site"), JAVASCRIPT, set())
        made = modules.printed(Frame(renderer, value.template, Scope({})), value.template, {"k": k})
        assert isinstance(made, Markup)
        told.append((readable("".join(p.text for p in made.pieces)), [u.message for u in renderer.unresolved]))
    message = "what the component <RiskNotice> prints is not in this repository"
    assert told == [(text, [message]) for text in ("one", "two", "one", "", "")]
