"""Build the sample workbooks in samples/, each from one content source, with the messy twins and the figures.

python tools/build_samples.py            write them
python tools/build_samples.py --sjekk    say whether the committed files are what would be written
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
sys.path[:0] = [str(TOOLS.parent), str(TOOLS)]

from draw_figures import draw_figures, looks_like  # noqa: E402 — the tools are scripts, found through the path above
from messy_karasjok import messy_karasjok  # noqa: E402
from messy_moskenes import messy_moskenes  # noqa: E402
from sample_source import read_source, year_of  # noqa: E402

from rapportgen.excel.create import create_workbook  # noqa: E402

SAMPLES = TOOLS.parent / "samples"
FIGURES = "figurer"
NAMES = ("moskenes", "karasjok", "hoylandet")
MESSY = {"moskenes": messy_moskenes, "karasjok": messy_karasjok}


def build(folder: Path) -> list[Path]:
    """Write all sample workbooks in `folder`; the same bytes every time."""
    written = []
    for name in NAMES:
        content = read_source(name)
        written.append(folder / f"{name}.xlsx")
        create_workbook(written[-1], content=content, year=year_of(content))
        if name in MESSY:
            written.append(folder / f"{name}-rotete.xlsx")
            MESSY[name](written[-1], content)
    return written


def outdated() -> list[str]:
    """The names of the committed samples that are not what `build` writes now.

    The parts are compared and not the files: compression differs from one version of zlib to the next.
    """
    with tempfile.TemporaryDirectory() as folder:
        fresh = {path.name: parts_of(path) for path in build(Path(folder))}
        figures = draw_figures(Path(folder))
        odd = [f"{FIGURES}/{path.name}" for path in figures if not looks_like(path, SAMPLES / FIGURES / path.name)]
    return [name for name, parts in fresh.items() if parts_of(SAMPLES / name) != parts] + odd


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by name; none when there is no such file."""
    if not path.is_file():
        return {}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Bygg eksempelarbeidsbøkene i samples/.")
    parser.add_argument("--sjekk", action="store_true", help="si bare fra om filene er utdaterte")
    if parser.parse_args().sjekk:
        names = outdated()
        print("\n".join(f"{name} er ikke som kilden. Kjør tools/build_samples.py." for name in names) or "I orden.")
        return 1 if names else 0
    SAMPLES.mkdir(exist_ok=True)
    written = [*build(SAMPLES), *draw_figures(SAMPLES / FIGURES)]
    print("\n".join(str(path.relative_to(TOOLS.parent)) for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
