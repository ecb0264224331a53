"""Draw the pictures of the site from its logo, for home screens and shared pages (`make pictures`)."""

from __future__ import annotations

from pathlib import Path

from tests.web import chromium

ASSETS = Path(__file__).parents[2] / "docs/assets"

ICONS = {"icon-180.png": 180, "icon-192.png": 192}
"""Square icons and their sizes in pixels: for iOS, and for Android and browsers without SVG."""

SHARE, SHARE_SIZE = "share.png", (1200, 630)
"""The picture of a shared page; the size is the one that all networks show whole."""

_PAGE = """<html lang="zh-CN"><style>body {{ margin: 0; background: #fdfbf6; font-family: "Noto Serif CJK SC", serif; }}
main {{ height: 100%; box-sizing: border-box; padding: 110px 100px; border-top: 18px solid #9e1b1e; }}
svg {{ width: 150px; display: block; }} h1 {{ margin: 60px 0 30px; font-size: 76px; }}
p {{ font-size: 38px; color: #555; margin: 0; }}</style><main>{logo}<h1>政府信息公开工作年度报告</h1>
<p>按机关、按年度查阅、检索和核对</p></main></html>"""


def main() -> None:
    logo = (ASSETS / "logo.svg").read_text(encoding="utf-8")
    pages = {name: (_icon(logo), (size, size)) for name, size in ICONS.items()}
    pages[SHARE] = (_PAGE.format(logo=logo), SHARE_SIZE)
    with chromium() as browser:
        for name, (html, (width, height)) in pages.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(html)
            page.screenshot(path=ASSETS / name)
            page.close()


def _icon(logo: str) -> str:
    square = logo.replace('rx="3" ', "")  # iOS rounds the corners itself
    return f"<style>body {{ margin: 0; }} svg {{ display: block; width: 100vw; }}</style>{square}"


if __name__ == "__main__":
    main()
