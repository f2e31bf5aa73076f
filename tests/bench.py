"""Figures of speed and memory, printed and never asserted: `make bench`.

Reading: KB/s from decoded text to resolved facts on one core, over growing texts in one file and over growing numbers of
files; time and memory over growing numbers of articles, and over one core and two (scale.py); the same text through peers in an
environment of their own, in the same call. Reports: seconds of `potline report`
against plain papermill and nbconvert of the same notebooks.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path

import scale
from potline.crew import cores

HERE = Path(__file__).parent
GOLD = HERE / "gold"
PEERS = ("quantulum3==0.10.0", "recognizers-text-suite==1.0.2a2 emoji==1.7.0", "spacy")
CURVE = (0.1, 0.5, 2.0)  # MB in one file; with --full up to 50
FILES = (100, 1000)  # with --full up to 100,000


def texts() -> list[str]:
    """The annotated articles, as a corpus to repeat."""
    return [p.read_text("utf-8") for p in sorted(GOLD.glob("*/*.txt"))]


def repeated(megabytes: float) -> Iterator[str]:
    """Bodies of articles one after another until they come to so many megabytes."""
    from potline.read import article

    read = [article(text) for text in texts()]
    size, pool = 0.0, [a.text[start:end] for a in read for start, end in a.spans("body")]
    while size < megabytes * 1e6:
        for text in pool:
            yield text
            size += len(text)


def memory() -> float:
    """The peak of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def reading(full: bool) -> None:
    """KB/s of one core over one growing file and over many files."""
    from potline import parse
    from potline.read import article

    parse("Xinfa shut 50, 000 tons.")  # lexicons loaded, patterns compiled
    print("One text:   MB      seconds   MB/s   facts   peak MB")
    for megabytes in (*CURVE, *((20.0, 50.0) if full else ())):
        text = "A long article about aluminium\n\n" + "\n\n".join(repeated(megabytes))
        start = time.process_time()
        facts = len(parse(article(text)).facts)
        spent = time.process_time() - start
        print(f"         {len(text) / 1e6:6.1f}  {spent:9.2f}  {len(text) / 1e6 / spent:6.2f}  {facts:6}  {memory():8.0f}")
    print("\nMany:    files    seconds   MB/s   facts   peak MB")
    pool = texts()
    for count in (*FILES, *((10_000, 100_000) if full else ())):
        start, size, facts = time.process_time(), 0, 0
        for i in range(count):
            text = pool[i % len(pool)]
            size, facts = size + len(text), facts + len(parse(article(text, str(i))).facts)
        spent = time.process_time() - start
        print(f"        {count:6}  {spent:9.2f}  {size / 1e6 / spent:6.2f}  {facts:6}  {memory():8.0f}")


def stages() -> None:
    """Where the time goes, in percent of reading the annotated articles."""
    import cProfile
    import pstats

    from potline import parse
    from potline.read import article

    profile = cProfile.Profile()
    profile.enable()
    for i, text in enumerate(texts() * 3):
        parse(article(text, str(i)))
    profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own: dict[str, float] = {}
    for (file, _, _), (_, _, spent, _, _) in stats.items():
        room = Path(file).stem if "potline" in file else "libraries and built-ins"
        own[room] = own.get(room, 0.0) + spent
    total = sum(own.values())
    print(
        "\nWhere the time goes (profiled): "
        + ", ".join(f"{room} {100 * t / total:.0f} %" for room, t in sorted(own.items(), key=lambda x: -x[1])[:8])
    )


PEER = r'''
import json, sys, time
name, path = sys.argv[1:]
texts = json.load(open(path))
if name == "quantulum3":
    from quantulum3 import parser
    def run(t): return [(q.span[0], q.span[1], q.value, q.unit.name) for q in parser.parse(t)]
elif name == "recognizers":
    from recognizers_number_with_unit import recognize_dimension, recognize_currency
    from recognizers_text import Culture
    def run(t):
        rows = [(r, r.resolution or {}) for f in (recognize_dimension, recognize_currency) for r in f(t, Culture.English)]
        return [(r.start, r.end + 1, float(told.get("value") or "nan"), told.get("unit")) for r, told in rows]
else:
    import spacy
    nlp = spacy.blank("en"); ruler = nlp.add_pipe("entity_ruler")
    number = {"LIKE_NUM": True}
    ruler.add_patterns([{"label": "QUANTITY", "pattern": [number, {"LOWER": {"IN": ["million", "billion", "thousand"]}, "OP": "?"},
        {"LOWER": {"IN": ["tons", "tonnes", "percent", "%", "yuan", "mt", "kt", "enterprises"]}}]}])
    def run(t): return [(e.start_char, e.end_char, None, None) for e in nlp(t).ents]
run(texts[0][0])
found, start = [], time.process_time()
for text, gold in texts: found.append(run(text))
spent = time.process_time() - start
right = sum(any(s < e2 and e > s2 and (v is None or abs(v - low) <= 1e-6 * max(1, abs(low))) for s, e, v, u in rows)
            for rows, (_, gold) in zip(found, texts) for s2, e2, low in gold)
print(json.dumps({"seconds": spent, "right": right}))
'''


def gold_texts() -> list[tuple[str, list[tuple[int, int, float]]]]:
    """Each annotated article with the spans and values of its amounts."""
    from potline.evaluate import golds

    found = [gold for folder in sorted(GOLD.iterdir()) if folder.is_dir() for gold in golds(folder)]
    return [
        (g.path.read_bytes().decode("utf-8"), [(r["start"], r["end"], abs(r["low"])) for r in g.facts if r.get("low") is not None]) for g in found
    ]


def peers() -> None:
    """The same text through other readers, in an environment of their own; left out, with the reason, where one cannot be installed."""
    from potline.grammar import quantities

    rows = [(text, [(s, e, v) for s, e, v in gold]) for text, gold in gold_texts()]
    size, wanted = sum(len(t) for t, _ in rows) / 1e3, sum(len(g) for _, g in rows)
    start = time.process_time()
    found = [quantities(text) for text, _ in rows]
    ours = time.process_time() - start
    right = sum(
        any(q.start < e and q.end > s and abs(q.low - v) <= 1e-6 * max(1, v) for q in qs)
        for qs, (_, g) in zip(found, rows, strict=True)
        for s, e, v in g
    )
    print(f"\nReader         KB/s   values right of {wanted}   times Potline's speed")
    print(f"potline     {size / ours:7.0f}   {right:6}               1.00")
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python, data, script = Path(folder, "bin/python"), Path(folder, "texts.json"), Path(folder, "peer.py")
        data.write_text(json.dumps(rows), "utf-8")
        script.write_text(PEER, "utf-8")
        for name, package in zip(("quantulum3", "recognizers", "spacy"), PEERS, strict=True):
            installed = subprocess.run([python, "-m", "pip", "install", "-q", *package.split()], capture_output=True, text=True)
            ran = subprocess.run([python, script, name, data], capture_output=True, text=True) if installed.returncode == 0 else installed
            if ran.returncode:
                print(f"{name:11} could not be run: {(ran.stderr.strip().splitlines() or ['no message'])[-1][:110]}")
                continue
            result = json.loads(ran.stdout.splitlines()[-1])
            print(f"{name:11} {size / result['seconds']:7.0f}   {result['right']:6}               {ours / result['seconds']:.2f}")


def reports() -> None:
    """Seconds of `potline report` against plain papermill and nbconvert to HTML of the same notebooks, in one call."""
    root, tool = HERE.parent, Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        subprocess.run(
            [tool / "potline", "report", "--seeds", root / "seeds", "--output", Path(folder, "reports")], check=True, capture_output=True, cwd=root
        )
        ours = time.perf_counter() - start
        start = time.perf_counter()
        for notebook in sorted((root / "notebooks").glob("*.ipynb")):
            done = Path(folder, notebook.name)
            subprocess.run([tool / "papermill", "--no-progress-bar", "--cwd", root / "notebooks", notebook, done], check=True, capture_output=True)
            subprocess.run([tool / "jupyter", "nbconvert", "--to", "html", done], check=True, capture_output=True)
        plain = time.perf_counter() - start
    print(
        f"\nReport of the two seeds: potline report {ours:.1f} s (HTML, PDF, tables, evidence, edition); "
        f"papermill and nbconvert --to html {plain:.1f} s; ratio {ours / plain:.2f}"
    )


def main() -> None:
    """Print everything."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--full", action="store_true", help="texts to 50 MB, 100,000 files and articles: takes two hours")
    options.add_argument("--no-peers", action="store_true", help="install and run no other readers")
    options.add_argument("--million", action="store_true", help="a million articles too: takes some hours")
    given = options.parse_args()
    reading(given.full)
    stages()
    scale.paired()
    more = (scale.FULL,) * (given.full or given.million) + (scale.MILLION,) * given.million
    scale.growing((*scale.COUNTS, *more), cores())
    if not given.no_peers and shutil.which("pip"):
        peers()
    reports()


if __name__ == "__main__":
    main()
