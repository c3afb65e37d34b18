// What the installed version says, put into MDX when a site is built: a plugin of remark.
//
//   <EcsHcl preset="minimal-managed" />          its inputs as HCL; `file` names another file of the archive
//   <EcsInputs section="network" />              the inputs of a section, or of all, as tables
//   <EcsTopology preset="minimal-managed" />     its picture
//   <EcsPrice preset="minimal-managed" />        what it costs a month, within a sentence
//
// A name that names nothing fails the build. So it does in <OpenMercatoEcs>, where it is written out.

import { cost, files, presets, schema, topology } from './node.js';
import { nearest } from '../made/openmercato_ecs.js';
import { SECTIONS } from '../made/sections.js';

/** The plugin: `remarkPlugins: [ecs]`. */
export default function ecs() {
  return (tree, file) => replaceWithin(tree, file);
}

const TAGS = { EcsHcl: hcl, EcsInputs: tables, EcsTopology: picture, EcsPrice: price, OpenMercatoEcs: checked };

function replaceWithin(parent, file) {
  for (const [at, node] of [...(parent.children ?? []).entries()].reverse()) {
    const isTag = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
    const make = isTag && Object.hasOwn(TAGS, node.name ?? '') ? TAGS[node.name] : undefined;
    const made = make?.(attributesOf(node, file), node);
    if (made) parent.children.splice(at, 1, ...made);
    else replaceWithin(node, file);
  }
}

/** What the attributes of a tag say, with the ways to fail at its place. */
function attributesOf(node, file) {
  const fail = (text) => file.fail(`<${node.name}>: ${text}`, { place: node.position, source: '@open-mercato/ecs' });
  const written = new Map(node.attributes.map(({ name, value }) => [name, value]));
  /** A name among those that are known; undefined where there is none. */
  const named = (attribute, known) => {
    const name = written.get(attribute);
    if (name === undefined || name === null) return undefined;
    if (typeof name !== 'string') {
      // In a component's tag an expression is the component's to judge.
      return node.name === 'OpenMercatoEcs' ? undefined : fail(`${attribute} is written out, as ${attribute}="${known[0]}".`);
    }
    if (known.includes(name)) return name;
    const near = nearest(name, known);
    return fail(`there is no ${attribute} "${name}". ${near ? `Did you mean "${near}"?` : `There are ${known.join(', ')}.`}`);
  };
  const preset = () => {
    const all = presets();
    const name = named('preset', all.map(({ name }) => name)) ?? fail('it needs a preset.');
    return all.find((preset) => preset.name === name);
  };
  return { named, preset };
}

function hcl({ named, preset }) {
  const archive = files(preset().inputs);
  const paths = Object.keys(archive);
  const path = named('file', paths) ?? paths.find((path) => /\/deployments\/[^/]+\/inputs\.tf$/.test(path));
  return [{ type: 'code', lang: path.endsWith('.tf') ? 'hcl' : null, meta: `title="${path}"`, value: archive[path].trimEnd() }];
}

function tables({ named }) {
  const section = named('section', SECTIONS.map(({ name }) => name));
  const inputs = section ? undefined : named('input', SECTIONS.flatMap(({ inputs }) => inputs));
  const { properties, required } = schema();
  const wanted = SECTIONS.filter(({ name, inputs: names }) => (inputs ? names.includes(inputs) : !section || name === section));
  return wanted.flatMap(({ title, inputs: names }) => {
    const rows = names.filter((name) => properties[name] && (!inputs || name === inputs)).map((name) => row(name, properties[name], required));
    const table = { type: 'table', children: [cells(['Input', 'Type', 'Default', 'What it is'].map(text)), ...rows] };
    return section || inputs ? [table] : [{ type: 'paragraph', children: [{ type: 'strong', children: [text(title)] }] }, table];
  });
}

function row(name, { type, enum: choices, default: standard, description }, required) {
  const words = choices ? choices.map((choice) => JSON.stringify(choice)).join(' | ') : [type].flat().join(' or ');
  const without = required.includes(name) ? text('required') : standard === undefined ? text('–') : code(JSON.stringify(standard));
  return cells([code(name), code(words), without, text(description)]);
}

const text = (value) => ({ type: 'text', value });
const code = (value) => ({ type: 'inlineCode', value });
const cells = (contents) => ({ type: 'tableRow', children: contents.map((content) => ({ type: 'tableCell', children: [content] })) });

function picture({ preset }) {
  const { title, inputs } = preset();
  // As a picture of its own: no id and no style of it meets those of the site.
  const url = `data:image/svg+xml,${encodeURIComponent(topology(inputs, { format: 'svg' }))}`;
  const parts = topology(inputs).nodes.map(({ label }) => label);
  return [{ type: 'paragraph', children: [{ type: 'image', url, alt: `Topology: ${title}. ${parts.join(', ')}.` }] }];
}

function price({ preset }, node) {
  const { total, region, oldest } = cost(preset().inputs);
  const dollars = (amount) => `$${Math.round(amount).toLocaleString('en-US')}`;
  const words = total
    ? `${total.at_least ? 'at least ' : ''}${dollars(total.low)} to ${dollars(total.high)} a month in ${region}, at prices of ${oldest}`
    : `no price is known for ${region}`;
  return node.type === 'mdxJsxFlowElement' ? [{ type: 'paragraph', children: [text(words)] }] : [text(words)];
}

/** The component stays; its names are looked at. */
function checked({ named }) {
  named('preset', [...presets().map(({ name }) => name), 'blank']);
  named('section', SECTIONS.map(({ name }) => name));
}
