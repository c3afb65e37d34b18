// What people do on the page, in the page's own words.

import { deflateRawSync } from 'node:zlib';

/** Inputs with which nothing is wrong. */
export const BASICS = {
  name: 'shop',
  aws_region: 'eu-central-1',
  image: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2',
};

/** The fragment of a link with this content. */
export const fragment = (content) => `#v1.${deflateRawSync(JSON.stringify(content)).toString('base64url')}`;

/** The fragment of a link with these inputs. */
export const linked = (inputs) => fragment({ module: '0.1.0', inputs });

/** The titles of the form's sections. */
export async function sectionTitles(page) {
  return page.locator('.section-title').allTextContents();
}

/** Opens a section of the form. */
export async function openSection(page, title) {
  await page.locator('.section-link', { has: page.locator('.section-title', { hasText: new RegExp(`^${title}$`) }) }).click();
  await page.locator('#section-heading', { hasText: title }).waitFor();
}

/** Opens what most people never touch, in the section that is open. */
export async function unfold(page) {
  await page.locator('.section > .fold:not([open]) > summary').click();
}

/** The control of an input of the module, or of a place in it such as `web_service.cpu`. */
export function field(page, path) {
  return page.locator(`#${fieldId(path)}`);
}

/** The id of a place's control; keys hold letters, digits and hyphens here. */
function fieldId(path) {
  const steps = path.replace(/-/g, '-2d-').replace(/[.[]/g, '-').replace(/[\]"]/g, '');
  return `field-${steps}`;
}

/** The messages at a field. */
export function messages(page, path) {
  return page.locator(`#${fieldId(path)}-messages .message`);
}

/** Fills in what every deployment needs. */
export async function fillBasics(page, inputs = BASICS) {
  await openSection(page, 'Basics');
  for (const [name, value] of Object.entries(inputs)) await field(page, name).fill(value);
}

/** Opens a view. */
export async function openView(page, title) {
  await page.getByRole('tab', { name: new RegExp(`^${title}`) }).click();
}

/** The row of a resource in the plan. */
export function resourceRow(page, address) {
  return page.locator('.resource').filter({ has: page.getByText(address, { exact: true }) });
}

/** The block of a resource whose row is open. */
export function resourceBlock(page, address) {
  return page.getByRole('group', { name: `Planned values of ${address}`, exact: true });
}

/** The card of a preset in the panel to start from. */
export function presetCard(page, preset) {
  return page.locator('.start .card', { has: page.locator('code', { hasText: new RegExp(`^${preset}$`) }) });
}

/** Waits until Terraform would accept what is open. */
export async function accepted(page) {
  await page.locator('.foot .levels:not(.wrong)').waitFor();
}

/** The status bar's download button. */
export function downloadButton(page) {
  return page.locator('.foot').getByRole('button', { name: 'Download' });
}
