// Every state of the page under every circumstance: sizes, colours, directions, paper, and keys alone.

import { assert, screens, test } from './harness.mjs';
import { PRESET, STATES, leavesByTab } from './page-states.mjs';

/** As much of a laptop as is left when someone zooms in to 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** A circumstance: the browser's settings, what is done to the page before, and what must be true of each state. */
const CIRCUMSTANCES = {
  'axe, on a laptop, light': { settings: { colorScheme: 'light' }, check: isAccessible },
  'axe, at 320 px, dark': { settings: { colorScheme: 'dark', viewport: screens.small }, check: isAccessible },
  '320 px': { settings: { viewport: screens.small }, check: fits },
  '400 %': {
    settings: { viewport: ZOOMED },
    async check(page, state) {
      await fits(page, state);
      await isReached(page, state);
    },
  },
  'colours of the system': { settings: { forcedColors: 'active' }, check: isToldApart },
  'from right to left': {
    settings: {},
    async prepare(page) {
      await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
    },
    async check(page, state) {
      await fits(page, state);
      assert.deepEqual(await turnedTexts(page, state.part), [], 'texts that do not run from left to right');
      assert.deepEqual(await strayTexts(page), [], 'texts that stick out of their cards');
    },
  },
  paper: { settings: { colorScheme: 'dark' }, check: printsTheBrief },
};

for (const [name, { settings, prepare, check }] of Object.entries(CIRCUMSTANCES)) {
  // Colours that are on their way would be found to be of any contrast.
  test(`every state: ${name}`, { reducedMotion: 'reduce', ...settings }, async ({ open, accessible, screenshot }) => {
    const page = await open(`?preset=${PRESET}`);
    await prepare?.(page);
    for (const [what, state] of Object.entries(STATES)) {
      try {
        await state.reach(page);
        await check(page, state, { accessible, what });
        if (name !== 'paper') await screenshot(page, `state-${what}-${name}`);
        await state.leave?.(page);
      } catch (error) {
        throw new Error(what, { cause: error });
      }
    }
  });
}

test('every state: keys alone', { reducedMotion: 'reduce' }, async ({ open }) => {
  for (const [what, state] of Object.entries(STATES)) {
    const page = await open(`?preset=${PRESET}`);
    try {
      await state.keys(page);
      assert.ok(await focusIsIn(page, state.part), `the focus is on ${await focused(page)}`);
      assert.ok(await isIndicated(page), `nothing shows that the focus is on ${await focused(page)}`);
      if (state.isModal) await page.keyboard.press('Escape');
      else await leavesByTab(page, state.part);
      await page.waitForFunction((part) => document.activeElement !== document.body && !document.activeElement.closest(part), state.part);
      assert.ok(await isIndicated(page), `nothing shows that the focus is on ${await focused(page)}`);
    } catch (error) {
      throw new Error(what, { cause: error });
    }
    await page.close();
  }
});

async function isAccessible(page, { part }, { accessible, what }) {
  await accessible(page, what, part);
}

/** Nothing of a state is beyond the edges of the screen, nor cut off. */
async function fits(page, { part }) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'the page scrolls sideways');
  const cut = await page.locator(part).first().evaluate((part) => {
    const scrolls = (element) => element && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isBeyond = ({ left, right, width }) => width > 1 && (left < -1 || right > innerWidth + 1);
    const hides = (element) => getComputedStyle(element).overflowX === 'hidden' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
    return [part, ...part.querySelectorAll(':not(svg *)')]
      .filter((element) => element.checkVisibility() && (hides(element) || (isBeyond(element.getBoundingClientRect()) && !scrolls(element.parentElement))))
      .map((element) => element.outerHTML.slice(0, 160));
  });
  assert.deepEqual(cut, [], 'cut off');
  assert.deepEqual(await crowded(page), [], 'too little room');
}

/** What has too little room around a state: a cut name of the page, a broken word of a section's title, or what lies on something else in the bar below. */
const crowded = (page) =>
  page.evaluate(() => {
    const name = document.querySelector('.head h1');
    const cut = [name].filter((element) => element.scrollWidth > element.clientWidth);
    const broken = [...document.querySelectorAll('.section-title')].filter((title) => {
      const text = title.firstChild;
      return [...text.data.matchAll(/\S+/g)].some(({ index, 0: word }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1;
      });
    });
    const states = [...document.querySelectorAll('.foot > *')].filter((element) => element.checkVisibility());
    const boxes = states.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right: Math.max(right, left + element.scrollWidth), top, bottom };
    });
    const covered = states.filter((_, index) => boxes.some((other, at) => at > index
      && boxes[index].left < other.right - 1 && other.left < boxes[index].right - 1 && boxes[index].top < other.bottom - 1 && other.top < boxes[index].bottom - 1));
    return [...cut, ...broken, ...covered].map((element) => element.textContent);
  });

/** Whatever can be operated can be brought into sight, where nothing lies over it. */
async function isReached(page, { part }) {
  const covered = await page.locator(part).first().evaluate((part) => [...part.querySelectorAll('button, input, select, textarea, summary')]
    .filter((element) => element.checkVisibility())
    .filter((element) => {
      element.scrollIntoView({ block: 'center', inline: 'center' });
      const { x, y, width, height } = element.getBoundingClientRect();
      const met = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 20));
      // The whole card of a choice is its label.
      return !element.contains(met) && !met?.contains(element) && met?.closest('.option') !== element.closest('.option');
    })
    .map((element) => element.outerHTML.slice(0, 160)));
  assert.deepEqual(covered, [], 'covered');
}

/** What differs is told apart, and what has the focus is shown, in the colours that the system chooses. */
async function isToldApart(page, { part, apart = [] }) {
  for (const pair of [...apart, ['[role=tab][aria-selected=true]', '[role=tab][aria-selected=false]'], ['.section-link[aria-current]', '.section-link:not([aria-current])']]) {
    const [one, other] = await Promise.all(pair.map((selector) => look(page, selector)));
    assert.notDeepEqual(one, other, pair.join(' and '));
  }
  assert.deepEqual(await unreadable(page), [], 'too little contrast');
  const kinds = await page.locator(part).first().evaluate((part) => {
    const of = new Map([...part.querySelectorAll('button, input, select, textarea, summary, [tabindex="0"]')]
      .filter((element) => element.checkVisibility() && element.tabIndex >= 0)
      .map((element) => [`${element.localName} ${element.type} ${element.className}`, element]));
    [...of.values()].forEach((element, index) => element.setAttribute('data-kind', index));
    return of.size;
  });
  // The focus is shown to those who use keys.
  await page.keyboard.press('Tab');
  for (let kind = 0; kind < kinds; kind += 1) {
    await page.locator(`[data-kind="${kind}"]`).evaluate((element) => {
      element.removeAttribute('data-kind');
      element.focus();
    });
    assert.ok(await isIndicated(page), `nothing shows that the focus is on ${await focused(page)}`);
  }
}

/** What can be pressed and whose words have less contrast to its own ground than the 4.5 of WCAG 2.2, 1.4.3. */
const unreadable = (page) =>
  page.evaluate(() => {
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const luminance = (colour) => {
      const [red, green, blue] = numbers(colour).map((part) => (part <= 10.3 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = ({ color, backgroundColor }) => {
      const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    return [...document.querySelectorAll('button')]
      .filter((element) => element.checkVisibility() && !element.ariaDisabled)
      .map((element) => [element, getComputedStyle(element)])
      .filter(([, style]) => numbers(style.backgroundColor)[3] !== 0 && contrast(style) < 4.5)
      .map(([element, style]) => `${element.outerHTML.slice(0, 120)} ${style.color} on ${style.backgroundColor}`);
  });

/** What tells an element from others, in the colours that are there. */
const look = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const style = getComputedStyle(element);
    return ['backgroundColor', 'outlineStyle', 'outlineColor', 'fill', 'fillOpacity', 'stroke', 'strokeWidth', 'strokeDasharray', 'strokeOpacity'].map((name) => style[name]);
  });

/** Texts in the part whose first character is not on the left of their last one in a line, though all are Latin. */
const turnedTexts = (page, part) =>
  page.locator(part).first().evaluate((part) => {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const turned = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (parentElement.closest('svg') || !parentElement.checkVisibility() || !/[A-Za-z].*[^\s]/s.test(data)) continue;
      const box = (index) => {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [box(data.search(/\S/)), box(data.trimEnd().length - 1)];
      if (Math.abs(first.y - last.y) < 2 && first.x > last.x) turned.push(data);
    }
    return turned;
  });

/** The texts of drawings that stick out of their cards. */
const strayTexts = (page) =>
  page.locator('svg .card').evaluateAll((cards) =>
    cards.flatMap((card) => {
      const edge = [...card.querySelectorAll('.edge')].at(-1).getBBox();
      const texts = [...card.querySelectorAll('text')].filter((text) => {
        const { x, width } = text.getBBox();
        return !text.hasAttribute('transform') && !text.closest('.sign') && (x < edge.x - 1 || x + width > edge.x + edge.width + 1);
      });
      return texts.map((text) => text.textContent);
    }),
  );

/** Whatever is open, the brief alone is printed, light, on two pages. */
async function printsTheBrief(page) {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 2);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => [...document.querySelectorAll('.page > *')].filter((element) => element.checkVisibility()).map((element) => element.className));
  assert.deepEqual(shown, ['brief paper']);
  const ground = await page.locator('.paper .topology .edge').first().evaluate((edge) => getComputedStyle(edge).getPropertyValue('--tp-page'));
  assert.match(ground, /^#f/, 'a dark picture on white paper');
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
}

const focusIsIn = (page, part) => page.evaluate((part) => document.activeElement.closest(part) !== null, part);

const focused = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 160));

/** Whether something shows where the focus is: an outline of the element, of the card around it, or of a shape in it. */
const isIndicated = (page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    const isOutlined = (element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    const around = [focused, focused.closest('.option'), focused.closest('.file-button')].filter(Boolean);
    const shape = focused.querySelector(':scope > .edge');
    // A heading or a region takes the focus only to be read from there.
    const isRead = focused.tabIndex < 0;
    return isRead || around.some(isOutlined) || (shape !== null && parseFloat(getComputedStyle(shape).strokeWidth) >= 4);
  });
