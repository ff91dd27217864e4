"""The other typesetters: which of them are here, and how each makes a PDF of a
source file in a process of its own. `make bench-peers` fetches them; one that is
not here is left out with a word, never waited for."""
import os, pathlib, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
CACHE = BUILD / "bench"
PYTHON = CACHE / "venv/bin/python"
TEXLIVE_FONTS = pathlib.Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")

TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=len(sys.argv) == 4)"
SYSTEM_FONTS = "Typst（并找系统字体）"  # as it runs unless told not to look; the other way is the fastest it has
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
OURS = ["--layouts", str(ROOT / "layouts"), "--fonts", str(BUILD / "fonts"), "--fonts-lock", str(ROOT / "fonts/fonts.lock")]


def fetch():
    """The Python packages into an environment of their own, and the Fandol fonts where TeX has not brought them."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", CACHE / "venv"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "typst", "weasyprint"], check=False)
    fonts()


def fonts():
    """The folder of the faces all peers set: Fandol, of the package our own comes from."""
    if TEXLIVE_FONTS.is_dir():
        return TEXLIVE_FONTS
    folder = CACHE / "fonts"
    if not (folder / "FandolSong-Regular.otf").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as inside:
            subprocess.run(["apt-get", "download", "-q", "texlive-lang-chinese"], cwd=inside, capture_output=True)
            for deb in pathlib.Path(inside).glob("*.deb"):
                subprocess.run(["dpkg", "-x", deb, inside], check=True)
            for font in pathlib.Path(inside).rglob("Fandol*.otf"):
                (folder / font.name).write_bytes(font.read_bytes())
    return folder


def environment():
    """Fontconfig (WeasyPrint, LibreOffice) finds the Fandol fonts, and its cache is kept."""
    CACHE.mkdir(parents=True, exist_ok=True)
    config = CACHE / "fonts.conf"
    config.write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig><dir>{fonts()}</dir>'
                      f"<dir>/usr/share/fonts</dir><cachedir>{CACHE / 'fontconfig'}</cachedir></fontconfig>")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


def has_module(name):
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True).returncode == 0


def version(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else ""


def present():
    """{name: version} of the peers that are here; says which are not."""
    found = {}
    for name in ("typst", "weasyprint"):
        if has_module(name):
            proper = {"typst": "Typst", "weasyprint": "WeasyPrint"}[name]
            found[proper] = version([PYTHON, "-c", f"import importlib.metadata as m; print(m.version('{name}'))"])
    if shutil.which("xelatex") and subprocess.run(["kpsewhich", "ctexart.cls"], capture_output=True).returncode == 0:
        found["XeLaTeX"] = version(["xelatex", "--version"])
    if shutil.which("soffice"):
        found["LibreOffice"] = version(["soffice", "--version"])
    for name in ("Typst", "XeLaTeX", "LibreOffice", "WeasyPrint"):
        if name not in found:
            print(f"{name}：这里没有，略去（make bench-peers 可取得）", file=sys.stderr)
    return {name: found[name] for name in ("Typst", "XeLaTeX", "LibreOffice", "WeasyPrint") if name in found}


def command(name, source, target):
    """The command that makes `target` from `source`; both absolute paths, in the folder of the target."""
    source, target = pathlib.Path(source), pathlib.Path(target)
    if name == "gongkai":
        return [str(BUILD / "gongkai"), "build", "-q", str(source), *OURS, "-o", str(target)]
    if name in ("Typst", SYSTEM_FONTS):
        return [str(PYTHON), "-c", TYPST, str(source), str(target), str(fonts()), *(["too"] if name == SYSTEM_FONTS else [])]
    if name == "WeasyPrint":
        return [str(PYTHON), "-c", WEASYPRINT, str(source), str(target)]
    if name == "LibreOffice":
        return ["soffice", f"-env:UserInstallation=file://{CACHE}/libreoffice", "--headless", "--convert-to", "pdf", "--outdir", str(target.parent), str(source)]
    run = f"xelatex -interaction=batchmode -jobname={target.stem} -output-directory={target.parent} {source}"
    return ["sh", "-c", f"rm -f {target.with_suffix('.aux')} && {run} && {run}"]  # two passes: the tables' widths


if __name__ == "__main__":
    fetch()
    print("\n".join(f"{name} {about}" for name, about in present().items()))
