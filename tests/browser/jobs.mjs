// Three jobs of people who plan a deployment, each written once, for every browser.
//
// A browser is `{ evaluate(function, ...args), type(selector, text), click(selector) }`, as `engines.mjs` gives one.

import { assert } from './harness.mjs';

const TIMEOUT = 30_000;

/** Asks `question` until it has an answer. */
export async function until(what, question) {
  for (const end = Date.now() + TIMEOUT; Date.now() < end;) {
    const answer = await question();
    if (answer) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Hands that do what a person does in a browser, and count it. */
export class Hands {
  #browser;
  clicks = 0;
  values = 0;

  constructor(browser) {
    this.#browser = browser;
  }

  /** Clicks what `selector` names, the first of them that holds `text`, once it is there and can be clicked. */
  async click(selector, text = '') {
    this.clicks += 1;
    await this.sees(selector, text);
    await this.#browser.click('[data-aim]');
  }

  /** Types the values into what `selector` names, with commas between them, and presses Enter where that is meant. */
  async type(selector, values, { enter = false } = {}) {
    this.values += values.length;
    await this.sees(selector);
    await this.#browser.type('[data-aim]', values.join(', ') + (enter ? '\n' : ''));
  }

  /** Waits until the first of what `selector` names that holds `text` is to be seen; nothing that is counted. */
  sees(selector, text = '') {
    return until(`${selector} ${text} is there`, () => this.#browser.evaluate((selector, text) => {
      document.querySelector('[data-aim]')?.removeAttribute('data-aim');
      const found = [...document.querySelectorAll(selector)].find((one) => one.textContent.includes(text));
      found?.setAttribute('data-aim', '');
      // Not every driver scrolls what is inside of what scrolls.
      found?.scrollIntoView({ block: 'center' });
      return found !== undefined && found.getClientRects().length > 0 && !found.disabled;
    }, selector, text));
  }

  /** Waits until nothing that `selector` names is there any more. */
  misses(selector) {
    return until(`${selector} is gone`, () => this.#browser.evaluate((selector) => !document.querySelector(selector), selector));
  }
}

const preset = (name) => `.start .card[data-preset="${name}"]`;

/**
 * The jobs. Each has what it took before the page opened with a deployment that plans (clicks, typed values), what hands
 * do now, and what has to be in the plan and what not, as the beginnings of addresses.
 */
export const JOBS = {
  'a network without internet, an external database, WAF, in Frankfurt': {
    before: { clicks: 5, values: 20 },
    async work(hands) {
      await hands.type('#start-region', ['Frankfurt']);
      await hands.click('.start .tick', 'Database');
      await hands.click(preset('existing-network-with-dns-waf'));
    },
    region: 'eu-central-1',
    planned: { 'aws_wafv2_web_acl_association.': 1, 'aws_vpc.': 0, 'aws_nat_gateway.': 0, 'aws_internet_gateway.': 0, 'aws_db_instance.': 0 },
  },
  'the cheapest that signs in': {
    before: { clicks: 9, values: 7 },
    async work(hands) {
      await hands.click('.foot .levels');
      await hands.click('.problem.broken .remedies button', 'Set dns_mode to route53');
      await hands.click('.foot .cost-range');
      await hands.click('.savings .take-all');
      await hands.misses('.level.broken');
    },
    region: 'us-east-1',
    costsAtMost: 122,
    planned: { 'aws_acm_certificate.': 1, 'aws_db_instance.': 1, 'aws_ecs_service.web': 1 },
  },
  'six workers in three zones on ARM, autoscaled': {
    before: { clicks: 9, values: 30 },
    async work(hands) {
      await hands.click(preset('split-workers-managed'));
      await hands.click('.section-link', 'Workers');
      await hands.type('#field-worker_services-add-names', ['emails', 'imports', 'exports'], { enter: true });
      await hands.sees('.service:nth-child(6)');
      await hands.type('#field-worker_services-most', ['4'], { enter: true });
      await hands.sees('[aria-live], [role=status]', 'Up to 4 tasks each: ');
      await hands.click('.section-link', 'Runtime');
      await hands.click('.option label', 'ARM64');
      await hands.sees('.option:has(:checked)', 'ARM64');
    },
    region: 'us-east-1',
    planned: { 'aws_ecs_service.worker[': 6, 'aws_appautoscaling_target.this[': 7, 'aws_subnet.private[': 3 },
  },
};

/** Does a job in a page that was opened by a bare address, in a fresh profile; says what it took, in front of people. */
export async function carryOut(name, browser) {
  const job = JOBS[name];
  const hands = new Hands(browser);
  await hands.sees('.start .card');
  await job.work(hands);
  await hands.misses('.start');
  await hands.sees('.foot .levels:not(.wrong)');
  const price = await browser.evaluate(() => document.querySelector('.foot .cost-range')?.textContent ?? '');
  const { clicks, values } = hands;
  const { before } = job;
  console.log(`${name}: ${clicks} clicks, ${values} typed values (before: ${before.clicks}, ${before.values}); ${price}`);
  assert.ok(clicks <= before.clicks / 2, `${clicks} clicks are more than half of ${before.clicks}`);
  assert.ok(values <= before.values / 2, `${values} values are more than half of ${before.values}`);
  assert.match(price, /^\$[\d,]+ to \$[\d,]+ a month$/, 'the price is known and complete');
  const most = Number(price.match(/to \$([\d,]+)/)[1].replace(',', ''));
  assert.ok(most <= (job.costsAtMost ?? Infinity), `${price} is more than $${job.costsAtMost}`);
  return job;
}

/** Downloads the archive; gives the hash that the page names. */
export async function takeAway(browser) {
  await browser.click('.foot .download');
  const report = await until('the archive is handed out', () => browser.evaluate(() => document.querySelector('.report')?.textContent));
  return /SHA-256 ([0-9a-f]{64})/.exec(report)?.[1];
}
