// From a customer's answers to a deployment: the questions, what fits, and where each value comes from.

import { assert, screens, test } from './harness.mjs';
import { field, fragment, openSection, openView } from './page-actions.mjs';
import { processorTime } from './processor-time.mjs';

const proposal = (page, goal) => page.locator(`.proposal[data-goal="${goal}"]`);

/** Clicks, and counts it. */
class Clicks {
  count = 0;

  async on(locator) {
    this.count += 1;
    await locator.click();
  }
}

/** Opens the questions from a bare address. */
async function questions(page, clicks) {
  await clicks.on(page.getByRole('button', { name: 'Answer questions' }));
}

const searched = async (page) => {
  await page.waitForFunction(() => !document.querySelector('.searching progress') && document.querySelector('.proposal, .unmet'));
};

/** The jobs of `jobs.mjs`, from the questions alone. */
const JOBS = {
  'a network without internet, an external database, WAF, in Frankfurt': async (page, clicks) => {
    await page.getByLabel('Where shall it run?').fill('Frankfurt');
    for (const name of ['A network (VPC)', 'A PostgreSQL database', 'A web ACL (WAF)', 'No, only AWS, through VPC endpoints']) {
      await clicks.on(page.getByLabel(name));
    }
    await clicks.on(proposal(page, 'cheapest').getByRole('button', { name: 'Take Cheapest' }));
    await openView(page, 'Plan');
    return { has: ['aws_wafv2_web_acl_association'], lacks: ['aws_vpc.', 'aws_nat_gateway', 'aws_internet_gateway', 'aws_db_instance'] };
  },
  'the cheapest that signs in': async (page, clicks) => {
    await clicks.on(page.getByLabel('A domain in Route 53'));
    await clicks.on(page.getByLabel('It is a trial: hours do not matter'));
    await clicks.on(proposal(page, 'cheapest').getByRole('button', { name: 'Take Cheapest' }));
    await clicks.on(page.getByRole('button', { name: /^Try CPU architecture: ARM/ }));
    await page.waitForFunction(() => {
      const [, high] = document.querySelector('.foot .cost-range').textContent.match(/to \$([\d,]+)/) ?? [];
      return Number(high?.replace(',', '')) <= 122;
    });
    await openView(page, 'Plan');
    return { has: ['aws_acm_certificate', 'aws_db_instance', 'aws_ecs_service.web'], lacks: [] };
  },
  'six workers in three zones on ARM, autoscaled': async (page, clicks) => {
    await clicks.on(page.getByLabel('Not even when a data centre fails while another one is repaired'));
    await page.getByLabel('How many people work with it at once').fill('400');
    await clicks.on(page.getByLabel('In office hours'));
    await page.getByLabel('How many kinds of long jobs').fill('6');
    await clicks.on(proposal(page, 'cheapest').getByRole('button', { name: 'Take Cheapest' }));
    await clicks.on(page.getByRole('button', { name: /^Try CPU architecture: ARM/ }));
    await openView(page, 'Plan');
    return { has: ['aws_ecs_service.worker["jobs-6"]', 'aws_appautoscaling_target.this["jobs-1"]', 'aws_subnet.private["10.0.32.0/20"]'], lacks: ['jobs-7'] };
  },
};

for (const [name, work] of Object.entries(JOBS)) {
  test(`from the questions alone: ${name}`, async ({ open }) => {
    const page = await open('');
    const clicks = new Clicks();
    await questions(page, clicks);
    const { has, lacks } = await work(page, clicks);
    console.log(`${name}: ${clicks.count} clicks`);
    assert.ok(clicks.count <= 12, `${clicks.count} clicks`);
    await page.waitForFunction(({ has, lacks }) => {
      // What the plan no longer has is shown once more, struck through.
      const copy = document.querySelector('.view').cloneNode(true);
      copy.querySelectorAll('.gone').forEach((gone) => gone.remove());
      const plan = copy.textContent;
      return has.every((text) => plan.includes(text)) && !lacks.some((text) => plan.includes(text));
    }, { has, lacks });
  });
}

test('a value says which answer it comes from, as long as it is so, and undo takes it all back', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  await page.getByLabel('A few minutes at most, even when a data centre fails').click();
  await proposal(page, 'cheapest').getByRole('button', { name: 'Take Cheapest' }).click();
  await openSection(page, 'Database');
  const from = field(page, 'db_multi_az').locator('xpath=ancestor::*[.//p[contains(@class,"from-answer")]][1]').locator('.from-answer').first();
  await from.waitFor();
  assert.match(await from.textContent(), /From the answer: May it be down/);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.waitForFunction(() => !document.querySelector('.from-answer'));
});

test('a link has the answers, and says which input came from which', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  await page.getByLabel('A few minutes at most, even when a data centre fails').click();
  await page.getByLabel('How many people work with it at once').fill('1200');
  await searched(page);
  await page.waitForFunction(() => location.hash.startsWith('#v1.'));
  const answered = await page.evaluate(() => location.hash);
  await proposal(page, 'cheapest').getByRole('button', { name: 'Take Cheapest' }).click();
  await page.getByText('This is in the form.').waitFor();
  // The answers alone are a link, too.
  await page.waitForFunction((answered) => location.hash !== answered, answered);
  const link = await page.evaluate(() => location.hash);

  const received = await open(link);
  await openView(received, 'Scope');
  await received.locator('.proposal').first().waitFor();
  assert.equal(await received.getByLabel('How many people work with it at once').inputValue(), '1200');
  assert.equal(await received.getByLabel('A few minutes at most, even when a data centre fails').isChecked(), true);
  await openSection(received, 'Database');
  const from = received.locator('.from-answer', { hasText: 'May it be down' }).first();
  await from.waitFor();
  assert.match(await from.textContent(), /^From the answer: May it be down/);
});

test('unknown answers of a link are named, and nothing else is lost', async ({ open }) => {
  const json = { inputs: { name: 'shop' }, offer: { answers: 'mood=<img src=x onerror=alert(1)>\npeople=200' } };
  const page = await open(fragment(json));
  await page.locator('.notice', { hasText: '"mood" is no question' }).waitFor();
  assert.equal(await page.locator('.notice img').count(), 0);
  await openView(page, 'Scope');
  assert.equal(await page.getByLabel('How many people work with it at once').inputValue(), '200');
});

test('answers that exclude each other are named, and one click leaves one open', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  await page.getByLabel('In office hours').click();
  await page.getByLabel('No, only AWS, through VPC endpoints').click();
  await page.locator('.unmet').waitFor();
  await searched(page);
  await page.locator('.unmet').getByRole('button', { name: 'Answer so' }).waitFor();
  await page.locator('.unmet').getByRole('button', { name: 'Leave it open' }).click();
  await proposal(page, 'cheapest').waitFor();
  assert.equal(await page.getByLabel('No, only AWS, through VPC endpoints').isChecked(), false);
});

test('what is no number is named and stays, and answers stay when the page is loaded again', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  const people = page.getByLabel('How many people work with it at once');
  await people.fill('many');
  await page.getByText('"many" is no whole number of people from 1 to 100000.').waitFor();
  assert.equal(await people.inputValue(), 'many');
  await people.fill('1,200');
  await proposal(page, 'cheapest').waitFor();
  await page.reload();
  await openView(page, 'Scope');
  assert.equal(await page.getByLabel('How many people work with it at once').inputValue(), '1200');
});

test('a search takes less than a second', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  await page.getByLabel('A domain in Route 53').click();
  await page.getByLabel('A few minutes at most, even when a data centre fails').click();
  await page.getByLabel('The database, and the files that people upload').click();
  await searched(page);
  const took = [];
  for (const people of ['300', '500', '700']) {
    const { milliseconds } = await processorTime(page, async () => {
      await page.getByLabel('How many people work with it at once').fill(people);
      await page.locator('.searching progress').waitFor();
      await searched(page);
    });
    took.push(milliseconds);
  }
  const median = took.sort((a, b) => a - b)[1];
  console.log(`a search: ${Math.round(median)} ms in the median`);
  assert.ok(median < 1000, `${median} ms`);
});

test('a search shows how far it is, stops at a click, and begins again at another', async ({ open }) => {
  const page = await open('');
  await questions(page, new Clicks());
  // A search is soon over: the button is clicked in the moment in which it appears.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const stop = [...document.querySelectorAll('.searching button')].find((button) => button.textContent === 'Stop');
      if (stop && document.querySelector('.searching progress')) {
        observer.disconnect();
        stop.click();
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
  await page.getByLabel('How many people work with it at once').fill('900');
  const again = page.locator('.searching').getByRole('button', { name: 'Search again' });
  await again.waitFor();
  assert.equal(await page.locator('.searching progress').count(), 0);
  assert.equal(await proposal(page, 'operation').count(), 0, 'it went on to the end');
  await again.click();
  await proposal(page, 'operation').waitFor();
  assert.equal(await again.count(), 0);
});

for (const [screen, viewport] of Object.entries({ phone: screens.phone, laptop: screens.laptop })) {
  test(`${screen}: the questions fit and axe finds nothing`, { viewport }, async ({ open, accessible, screenshot }) => {
    const page = await open('');
    await questions(page, new Clicks());
    await page.getByLabel('A few minutes at most, even when a data centre fails').click();
    await searched(page);
    await page.locator('.improvements li').first().waitFor();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(sideways, 0);
    // The tab is in sight, though it is the last one.
    await page.waitForFunction(() => {
      const [tabs, tab] = ['.tabs', '#tab-scope'].map((part) => document.querySelector(part).getBoundingClientRect());
      return tab.left >= tabs.left && tab.right <= tabs.right;
    });
    // Where what fits stands below the questions, a row says it beside them and leads there.
    const gist = page.locator('.found-gist');
    assert.equal(await gist.isVisible(), screen === 'phone');
    if (screen === 'phone') {
      assert.match(await gist.textContent(), /^Cheapest: \$[\d,]+ to \$[\d,]+ a month/);
      await gist.click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'scope-found');
    }
    await screenshot(page, `scope-${screen}`);
    await accessible(page, 'questions and proposals');
  });
}
