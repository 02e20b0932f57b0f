"""Called by check-reports, which finds the Python that can drive a browser."""
import argparse
import csv
import io
import json
import pathlib
import shutil
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NARROW, USUAL, WIDE = 360, 1280, 3840
# Labels of charts, in pixels on a phone.
SMALLEST_LABEL = 9.0
SORTING_MILLISECONDS = 200
FOCUS_RING = 3.0


class Checker:
    def __init__(self, browser: Browser, path: pathlib.Path, pictures: pathlib.Path | None) -> None:
        self.browser, self.path, self.pictures = browser, path, pictures
        self.faults: list[str] = []

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.path.name}: {text}")

    def open(self, width: int, scheme: str = "light", script: bool = True) -> tuple[BrowserContext, Page]:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script, offline=True,
            permissions=["clipboard-read", "clipboard-write"] if script else [])
        page = context.new_page()
        own = self.path.resolve().as_uri()
        page.on("console", lambda message: self.fault(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.fault(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.fault(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: None if request.url == own else self.fault(f"request: {request.url}"))
        page.goto(own)
        return context, page

    def picture(self, page: Page, name: str) -> None:
        if self.pictures:
            page.screenshot(path=self.pictures / f"{self.path.stem}-{name}.png", full_page=True)

    def run(self) -> list[str]:
        for width, scheme in [(USUAL, "light"), (USUAL, "dark"), (NARROW, "light"), (NARROW, "dark"), (WIDE, "light")]:
            context, page = self.open(width, scheme)
            self.picture(page, f"{width}-{scheme}")
            self.sideways(page, f"{width} px {scheme}")
            self.accessible(page, f"{width} px {scheme}")
            self.drawings(page, width, scheme)
            context.close()
        for step in [self.paper, self.keyboard, self.tables, self.scriptless]:
            step()
        return self.faults

    def sideways(self, page: Page, where: str) -> None:
        wide = page.evaluate("document.scrollingElement.scrollWidth-document.scrollingElement.clientWidth")
        if wide > 0:
            self.fault(f"{where}: the page scrolls sideways by {wide} px")

    def accessible(self, page: Page, where: str) -> None:
        answer = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response
        for violation in answer["violations"]:
            nodes = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
            self.fault(f"{where}: {violation['id']}: {violation['help']} ({nodes})")

    def drawings(self, page: Page, width: int, scheme: str) -> None:
        """What the accessibility rules do not judge: the text of charts."""
        for fault in page.evaluate(DRAWING_FAULTS, SMALLEST_LABEL if width == NARROW else 0):
            self.fault(f"{width} px {scheme}: {fault}")

    def paper(self) -> None:
        context, page = self.open(USUAL, "dark")
        page.emulate_media(media="print")
        self.accessible(page, "print")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        if ground != "rgb(255, 255, 255)":
            self.fault(f"print: the paper is {ground} where the screen is dark")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        printed = page.evaluate("[...document.querySelectorAll('tbody tr')].filter(r=>r.offsetHeight).length")
        if printed != page.evaluate(ALL_ROWS):
            self.fault(f"print: only {printed} rows are printed")
        shown = page.evaluate("[...document.querySelectorAll('button,input')].filter(b=>b.offsetHeight).length")
        columns = page.evaluate("document.querySelectorAll('th button').length")
        if shown > columns:
            self.fault(f"print: {shown - columns} buttons are printed")
        if self.pictures:
            page.pdf(path=self.pictures / f"{self.path.stem}.pdf", format="A4", print_background=False)
        context.close()

    def keyboard(self) -> None:
        context, page = self.open(USUAL)
        count = page.evaluate("document.querySelectorAll('a[href],button,input,[tabindex=\"0\"]').length")
        reached = set()
        for _ in range(min(count, 80)):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUSED)
            if at is None:
                break
            reached.add(at["place"])
            if at["ring"] < FOCUS_RING:
                self.fault(f"keyboard: {at['name']} shows a focus ring of {at['ring']} px")
        if len(reached) < min(count, 80):
            self.fault(f"keyboard: Tab reaches {len(reached)} of {count} elements")
        context.close()

    def tables(self) -> None:
        context, page = self.open(USUAL)
        boxes = page.locator(".table")
        for number in range(boxes.count()):
            box = boxes.nth(number)
            name = box.locator("caption").text_content()
            buttons = box.locator("th button")
            for column in range(buttons.count()):
                for key, order in [("Enter", "ascending"), ("Space", "descending")]:
                    buttons.nth(column).focus()
                    page.keyboard.press(key)
                    state = box.evaluate(SORTED, column)
                    if state != order:
                        self.fault(f"{name}: {key} on column {column} leaves it {state}")
                # The better of two: the machine may have other work.
                spent = min(buttons.nth(column).evaluate(TIMED) for _ in range(2))
                if spent > SORTING_MILLISECONDS:
                    self.fault(f"{name}: sorting column {column} takes {spent:.0f} ms")
            self.copies(page, box, name)
        for code in page.locator("pre.copy").all():
            code.locator("xpath=preceding-sibling::*[1]//button").click()
            if page.evaluate("navigator.clipboard.readText()") != code.text_content():
                self.fault("a code block is not copied as it stands")
        context.close()

    def copies(self, page: Page, box, name: str) -> None:
        rows = box.locator("table").evaluate("t=>t.entries.length")
        heads = box.locator("th").count()
        bar = box.locator("xpath=preceding-sibling::*[1]")
        texts = {}
        for form in ["Markdown", "CSV", "JSON"]:
            bar.get_by_text(f"Copy as {form}", exact=True).click()
            page.wait_for_function("text=>document.body.innerText.includes(text)", arg="Copied.")
            texts[form] = page.evaluate("navigator.clipboard.readText()")
        if len(texts["Markdown"].splitlines()) != rows + 2:
            self.fault(f"{name}: Markdown has {len(texts['Markdown'].splitlines())} lines for {rows} rows")
        table = list(csv.reader(io.StringIO(texts["CSV"])))
        if len(table) != rows + 1 or any(len(line) != heads for line in table):
            self.fault(f"{name}: CSV has {len(table)} lines for {rows} rows")
        for line in table:
            for cell in line:
                if cell[:1] in "=+-@\t\r" and cell[:1] and not is_number(cell):
                    self.fault(f"{name}: a cell of the CSV is a formula: {cell[:40]}")
        if len(json.loads(texts["JSON"])) != rows:
            self.fault(f"{name}: JSON has another number of rows")

    def scriptless(self) -> None:
        context, page = self.open(USUAL, script=False)
        with_script, other = self.open(USUAL)
        for what, query in [("sections", "section"), ("rows", "tbody tr"), ("drawings", "figure svg"), ("texts", "p,dd")]:
            here = page.locator(query).count()
            there = other.evaluate(ALL_ROWS) if what == "rows" else other.locator(query).count()
            if here != there:
                self.fault(f"without script: {here} {what} of {there}")
        if page.locator("button").count():
            self.fault("without script: buttons that do nothing")
        with_script.close()
        context.close()


def is_number(text: str) -> bool:
    try:
        float(text)
        return True
    except ValueError:
        return False


# Those that the script keeps out of a very long table, too.
ALL_ROWS = "[...document.querySelectorAll('.table table')].reduce((n,t)=>n+t.entries.length,0)"

# The outline of what has the focus, and which one of all it is.
FOCUSED = """()=>{const e=document.activeElement;if(!e||e===document.body)return null;
const all=[...document.querySelectorAll('a[href],button,input,[tabindex="0"]')];const s=getComputedStyle(e);
return {place:all.indexOf(e),name:e.tagName+' '+(e.textContent||e.placeholder||'').slice(0,30),
ring:s.outlineStyle=='none'?0:parseFloat(s.outlineWidth)}}"""

# Sorting and laying out, in milliseconds.
TIMED = "b=>{const t=performance.now();b.click();document.body.offsetHeight;return performance.now()-t}"

# What aria-sort says, if the rows are in that order; "unordered" otherwise. Unknown numbers stand last both ways.
SORTED = """(box,column)=>{const t=box.querySelector('table'),th=t.tHead.rows[0].cells[column];
const state=th.getAttribute('aria-sort'),n=th.className=='n',up=state=='ascending';
const keys=[...t.tBodies[0].rows].map(r=>{const c=r.cells[column];const v=c.dataset.v??c.firstChild?.textContent.trim()??'';
return n?(v===''||isNaN(v)?null:+v):v});
for(let i=1;i<keys.length;i++){const [a,b]=[keys[i-1],keys[i]];
if(a===null){if(b!==null)return 'unordered'}else if(b!==null&&(up?a>b:a<b))return 'unordered'}
return state}"""

# Texts of one drawing that overlap, leave it, are too small, or stand too weakly on the page.
DRAWING_FAULTS = """smallest=>{const faults=[];
const light=c=>{const f=c.map(v=>{v/=255;return v<=.04045?v/12.92:((v+.055)/1.055)**2.4});
return .2126*f[0]+.7152*f[1]+.0722*f[2]};const parts=c=>c.match(/[\\d.]+/g).slice(0,3).map(Number);
const contrast=(a,b)=>{const [x,y]=[light(parts(a)),light(parts(b))].sort((p,q)=>q-p);return (x+.05)/(y+.05)};
const page=getComputedStyle(document.body).backgroundColor;
for(const svg of document.querySelectorAll('figure svg')){const frame=svg.getBoundingClientRect();if(!frame.width)continue;
const scale=frame.width/svg.viewBox.baseVal.width,name=svg.getAttribute('aria-labelledby');
const texts=[...svg.querySelectorAll('text')].map(e=>({e,b:e.getBoundingClientRect(),t:e.textContent}));
for(const {e,b,t} of texts){if(b.left<frame.left-1||b.right>frame.right+1||b.top<frame.top-2||b.bottom>frame.bottom+2)
faults.push(name+': "'+t+'" leaves the drawing');
const size=parseFloat(getComputedStyle(e).fontSize)*scale;
if(size<smallest)faults.push(name+': "'+t+'" is '+size.toFixed(1)+' px high');
let ground=page;if(!svg.classList.contains('topology')){const under=e.previousElementSibling;
if(e.classList.contains('hl')&&under)ground=getComputedStyle(under).fill}
else{const boxes=[...svg.querySelectorAll('rect')].filter(r=>{const q=r.getBoundingClientRect();
return q.left<=b.left+1&&q.right>=b.right-1&&q.top<=b.top+1&&q.bottom>=b.bottom-1});
if(boxes.length)ground=getComputedStyle(boxes[boxes.length-1]).fill}
const c=contrast(getComputedStyle(e).fill,ground);
if(c<4.5)faults.push(name+': "'+t+'" has a contrast of '+c.toFixed(1))}
for(let i=0;i<texts.length;i++)for(let j=i+1;j<texts.length;j++){const p=texts[i].b,q=texts[j].b;
const w=Math.min(p.right,q.right)-Math.max(p.left,q.left),h=Math.min(p.bottom,q.bottom)-Math.max(p.top,q.top);
if(w>1&&h>2*scale)faults.push(name+': "'+texts[i].t+'" lies over "'+texts[j].t+'"')}}
return faults.slice(0,20)}"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    words = parser.parse_args()
    if words.pictures:
        words.pictures.mkdir(parents=True, exist_ok=True)
    faults = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--host-resolver-rules=MAP * ~NOTFOUND", "--no-sandbox", "--disable-background-networking"])
        for path in words.pages:
            start = time.monotonic()
            found = Checker(browser, path, words.pictures).run()
            faults += found
            print(f"{path.name}: {len(found)} faults, {path.stat().st_size} bytes, {time.monotonic() - start:.0f} s")
        browser.close()
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
