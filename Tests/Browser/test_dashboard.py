"""The dashboard in a browser: what people with any screen, any scheme, a keyboard or a screen reader get."""

import os
import unittest
import urllib.request

from playwright.sync_api import sync_playwright

URL = os.environ["DASHBOARD_URL"]
SHOTS = os.environ.get("SHOTS")
WIDTHS = [320, 768, 1440]
VIEWS = ["/dashboard", "/dashboard?period=today&by=team", "/dashboard?team=nobody", "/dashboard?by=x"]

# What a reader of the page relies on, checked on the page itself; each fault as a line of text.
RULES = """() => {
  const faults = [];
  const visible = e => e.checkVisibility() && !e.closest('.visually-hidden') && e.getClientRects().length > 0;
  const describe = e => e.tagName.toLowerCase() + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.trim().slice(0, 40);
  document.documentElement.lang || faults.push('no language');
  document.title || faults.push('no title');
  for (const e of document.querySelectorAll('input, select, textarea'))
    e.type === 'hidden' || e.labels.length > 0 || faults.push('no label: ' + e.name);
  for (const t of document.querySelectorAll('table')) {
    t.caption || faults.push('no caption');
    for (const th of t.querySelectorAll('th')) th.scope || faults.push('no scope: ' + describe(th));
    const columns = t.tHead.rows[0].cells.length;
    for (const row of t.tBodies[0].rows) row.cells.length === columns || faults.push('cells: ' + describe(row));
  }
  for (const svg of document.querySelectorAll('svg'))
    svg.closest('[aria-hidden]') || svg.closest('svg[role=img]')?.querySelector('title')
      || faults.push('drawing without a name: ' + svg.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll('a, button'))
    e.textContent.trim() || e.ariaLabel || faults.push('nameless: ' + e.outerHTML.slice(0, 80));
  let level = 0;
  for (const h of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(h.tagName[1]);
    next <= level + 1 || faults.push('heading leaps: ' + describe(h));
    level = next;
  }
  document.querySelectorAll('h1').length === 1 || faults.push('not one h1');
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  new Set(ids).size === ids.length || faults.push('an id twice');
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    for (const id of e.getAttribute('aria-labelledby').split(' '))
      document.getElementById(id) || faults.push('labelled by nothing: ' + id);
  // Links within a sentence may be as low as its line.
  for (const e of document.querySelectorAll('a, button, summary, input, select')) {
    if (!visible(e) || e.closest('p, li span, td, .skip')) continue;
    const box = e.getBoundingClientRect();
    box.height >= 23.5 && box.width >= 23.5 || faults.push(`small: ${box.width} x ${box.height} ` + describe(e));
  }
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] > 200) return colour;
    }
    return [255, 255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || !visible(e) || ['title', 'desc', 'OPTION'].includes(e.tagName)) continue;
    const style = getComputedStyle(e);
    const text = luminance(rgba(e.tagName === 'text' ? style.fill : style.color)), back = luminance(ground(e));
    const contrast = (Math.max(text, back) + .05) / (Math.min(text, back) + .05);
    contrast >= 4.5 || faults.push(`contrast ${contrast.toFixed(2)}: ` + describe(e));
  }
  return [...new Set(faults)].slice(0, 20);
}"""


class Dashboard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(
            executable_path=os.environ["BROWSER_PROGRAM"], args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()

    def open(self, view="/dashboard", width=1440, scheme="light", script=True):
        """A page, with what it complained about and what it asked for."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script)
        self.addCleanup(context.close)
        page = context.new_page()
        self.complaints, self.requests = [], []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(URL + view)
        return page

    def test_layout(self):
        for width in WIDTHS:
            for scheme in ["light", "dark"]:
                for view in VIEWS if width == 320 else VIEWS[:2]:
                    with self.subTest(width=width, scheme=scheme, view=view):
                        page = self.open(view, width, scheme)
                        if view == "/dashboard":
                            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                        self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), width)
                        self.assertEqual(page.evaluate(RULES), [])
                        complaints = [c for c in self.complaints if "400" not in c or view != VIEWS[3]]
                        self.assertEqual(complaints, [])
                        for request in self.requests:
                            self.assertTrue(request.startswith(URL + "/dashboard"), request)
                        if SHOTS and view == "/dashboard":
                            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
                            page.screenshot(path=f"{SHOTS}/{scheme}-{width}.png", full_page=True)

    def test_schemes_differ(self):
        grounds = {
            self.open(scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
            for scheme in ["light", "dark"]
        }
        self.assertEqual(len(grounds), 2)

    def test_size(self):
        for view in VIEWS[:3]:
            with urllib.request.urlopen(URL + view) as response:
                self.assertLessEqual(len(response.read()), 100_000)

    def test_keyboard(self):
        page = self.open()
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("""() => {
              const e = document.activeElement, s = getComputedStyle(e);
              const all = [...document.querySelectorAll('*')];
              return [all.indexOf(e), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, e.textContent.slice(0, 20)];
            }"""))
        self.assertEqual(seen[0][2], "Skip to the figures")
        order = [place for place, _, _ in seen]
        self.assertEqual(order, sorted(order))
        self.assertEqual([text for _, outlined, text in seen if not outlined], [])
        self.assertGreater(len(set(order)), 25)

    def test_without_script(self):
        page = self.open(script=False)
        page.get_by_label("Team").select_option("search")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**team=search**")
        self.assertEqual(page.locator("#callsites tbody tr").count(), 3)
        page.locator("#callsites thead a", has_text="Calls").last.click()
        page.wait_for_url("**sort=calls**")
        page.locator("#budgets summary").first.click()
        self.assertTrue(page.locator("#budgets .burn").first.is_visible())

    def test_print(self):
        page = self.open()
        page.emulate_media(media="print")
        self.assertFalse(page.locator(".filters").is_visible())
        self.assertTrue(page.locator(".print-only").is_visible())
        self.assertEqual(page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
        self.assertEqual(page.evaluate("document.documentElement.scrollWidth > innerWidth"), False)
        pdf = page.pdf(format="A4", path=f"{SHOTS}/print.pdf" if SHOTS else None)
        self.assertGreater(len(pdf), 10_000)

    def test_csv(self):
        page = self.open("/dashboard?period=7d&team=support")
        for link in page.locator("a.csv").all():
            with urllib.request.urlopen(URL + link.get_attribute("href")) as response:
                self.assertTrue(response.headers["Content-Type"].startswith("text/csv"))
                self.assertNotIn(b"platform", response.read())


if __name__ == "__main__":
    unittest.main()
