"""Lays README and docs out as MkDocs wants them: everything in one folder, links changed with it.

Usage: docs/site.py FOLDER.
"""
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = pathlib.Path(sys.argv[1])

NAV = [
    ("Start", ["README.md", "docs/quickstart.md"]),
    ("Data", ["docs/formats.md", "docs/enrichment.md", "docs/encoders.md"]),
    ("Rank", ["docs/retrieval.md", "docs/rerankers.md", "docs/recommenders-by-prompt.md", "docs/tallrec.md", "docs/foreign-rankers.md"]),
    ("Measure", ["docs/evaluation.md", "docs/protocols.md", "docs/results.md"]),
    ("Run", ["docs/by-the-day.md", "docs/architecture.md", "docs/reliability.md", "docs/errors.md", "docs/upgrading.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"]),
]
# Pages that only others lead to.
MORE = sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("benchmarks/results/*.md")) + [
    str(p.relative_to(ROOT)) for p in ROOT.glob("data/*/README.md")
]


def name(page):
    """README is the first page; what lies in docs moves up."""
    return "index.md" if page == "README.md" else page.removeprefix("docs/")


def link(page, target):
    path, _, anchor = target.partition("#")
    if not path or re.match(r"[a-z]+:", path):
        return target
    file = (ROOT / page).parent.joinpath(path).resolve().relative_to(ROOT)
    if not (ROOT / file).exists():
        sys.exit(f"{page}: expected {path} to be there, found nothing")
    here = pathlib.PurePosixPath(name(page)).parent
    if str(file) in PAGES or file.suffix == ".svg":
        up = "../" * len(here.parts)
        return up + name(str(file)) + ("#" + anchor if anchor else "")
    # No page, such as a project to build: it is read in the sources.
    return None


def changed(page, match):
    text, target = match.groups()
    new = link(page, target)
    return f"{text} (`{target}`)" if new is None else f"[{text}]({new})"


PAGES = [page for _, pages in NAV for page in pages if (ROOT / page).exists()] + MORE
shutil.rmtree(OUT, ignore_errors=True)
for page in PAGES:
    text = (ROOT / page).read_text(encoding="utf-8")
    parts = re.split(r"(```.*?```|`[^`\n]*`)", text, flags=re.S)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"\[([^\[\]]*)\]\(\s*([^)\s]+)\)", lambda m: changed(page, m), parts[i])
    out = OUT / "docs" / name(page)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(parts), encoding="utf-8")
for picture in ROOT.glob("docs/*.svg"):
    shutil.copy(picture, OUT / "docs" / picture.name)

lines = ["site_name: llmrec", "site_dir: ../site/pages", "use_directory_urls: false", "theme: {name: mkdocs}", "not_in_nav: |"]
lines += [f"  /{name(page)}" for page in MORE]
lines += ["validation:", "  links: {not_found: warn, anchors: warn, unrecognized_links: warn}", "markdown_extensions: [tables, fenced_code, {toc: {permalink: true}}]", "nav:"]
for title, pages in NAV:
    lines.append(f"  - {title}:")
    lines += [f"    - {name(page)}" for page in pages if page in PAGES]
(OUT / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
