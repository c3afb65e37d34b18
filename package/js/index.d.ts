import type { Inputs, InputName, PresetName, SectionName } from '../made/inputs.js';

export type { Inputs, InputName, PresetName, SectionName };

/** Inputs as an object, or the JSON of one, as a .tfvars.json file holds it. */
export type Given = Inputs | string;

/** Whatever JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * Resolves when the program is there. In Node it is there at once; in a browser await this once before all else. The
 * program is fetched once, however many ask. What `files`, `bundle` and `importFiles` need besides is fetched with
 * `archives` alone.
 *
 * Rejects when the program cannot be fetched; the next call tries again.
 */
export function ready(options?: { archives?: boolean }): Promise<void>;

/**
 * What is wrong with inputs, and what could be better.
 *
 * Throws an `Error` when the inputs are no JSON object, or the text of none; so does all that takes inputs. Whatever
 * else is wrong with them is in the result.
 */
export function check(inputs: Given): Check;

/** What is found in inputs. */
export interface Check {
  /** The worst first. Terraform refuses the inputs when one is of the level `refused`. */
  diagnostics: Diagnostic[];
  /** The places where something is missing, or made up by a preset. */
  to_fill_in: string[];
  /** The sensitive inputs that are given outside, where there are any. */
  outside?: string[];
}

/** Something that is wrong, or could be better. */
export interface Diagnostic {
  /** What Terraform makes of it. */
  severity: 'error' | 'warning';
  /** `refused`: Terraform refuses. `will_not_work`: it does not run. `will_hurt`: it does, until this matters. */
  level: 'refused' | 'will_not_work' | 'will_hurt';
  /** The place in the inputs, as `web_service.cpu`. */
  path: string;
  message: string;
  /** The file of the module whose rule it is, and the line in it. */
  file: string | null;
  line: number | null;
  /** The name of the check, for advice: what `acknowledged_advice` takes. */
  check: string | null;
  fixes: Fix[];
}

/** A change that removes a diagnostic and adds none: `check({ ...inputs, ...fix.inputs })`. */
export interface Fix {
  /** What it does, for a button. */
  label: string;
  /** What it sets; null is to be left alone again. */
  inputs: Inputs;
}

/** What Terraform plans, in the shape of `terraform show -json`, with what the module sets. */
export function plan(inputs: Given): Plan;

export interface Plan {
  planned_values: { root_module: { resources: PlannedResource[] } };
  resource_changes: PlannedChange[];
}

export interface PlannedResource {
  address: string;
  mode: 'managed';
  type: string;
  name: string;
  /** The key of an instance; a resource without `count` and `for_each` has none. */
  index?: number | string;
  values: { [argument: string]: Json };
}

export interface PlannedChange {
  address: string;
  change: {
    actions: ['create'];
    after: { [argument: string]: Json };
    /** `true` where a value is known only after apply. */
    after_unknown: { [argument: string]: Json };
  };
}

/**
 * What Terraform would do to a deployment that runs with the inputs `from` when they become `to`. Where one of the two
 * is refused, what `check` says of it.
 */
export function changes(from: Given, to: Given): Changes | Check;

export interface Changes {
  /** Why the module refuses: then nothing happens. */
  refusals: Array<{ inputs: string[]; message: string }>;
  /** What does not stay as it is. */
  resource_changes: ResourceChange[];
}

export interface ResourceChange {
  address: string;
  change: {
    /** Two for a replacement, in their order. */
    actions: Array<'create' | 'update' | 'delete'>;
    /** The arguments that force a replacement. */
    replace_paths?: Array<Array<string | number>>;
  };
  /** What it means. */
  consequences: Array<{
    kind: 'logs_lost' | 'maintenance_window' | 'new_address' | 'outage' | 'data_lost';
    text: string;
  }>;
}

/** What each input comes to: what is set, else the default in the modes chosen; null where there is neither. */
export function effective(inputs: Given): { [name in InputName]?: Json };

/** What each container finds in its environment. */
export function environment(inputs: Given): Environment;

export interface Environment {
  containers: Array<{ name: string; variables: EnvironmentVariable[] }>;
}

export interface EnvironmentVariable {
  name: string;
  /** The value, or for a secret the ARN that it is read from; what is known only after apply in angle brackets. */
  value: string;
  secret: boolean;
  /** The layer that decides. */
  origin: 'derived' | 'base' | 'service' | 'forced';
}

/** What an estimate assumes about use, as ranges by their names: `{ requests: [1, 5] }`. */
export type Assumptions = { [name: string]: [low: number, high: number] };

/**
 * What it costs, in US dollars a month. Throws an `Error` for an assumption that the estimate does not have, or that is no
 * range.
 */
export function cost(inputs: Given, options?: { assumptions?: Assumptions }): Cost;

/** From the least to the most. */
export interface Range {
  low: number;
  high: number;
}

export interface Price extends Range {
  /** Whether it is the range of other regions, since the deployment's has none. */
  other_regions: boolean;
  regions: string[];
  /** The letters of its sources. */
  sources: string;
  date: string;
}

export interface Cost {
  region: string;
  /** The region whose prices are taken. */
  priced_in: string;
  currency: 'USD';
  /** Null when there are no prices of the region. */
  total: (Range & { at_least: boolean }) | null;
  /** The total at the prices of `priced_in`. */
  reference: Range & { at_least: boolean };
  /** The day of the oldest price; null without any. */
  oldest: string | null;
  lines: CostLine[];
  not_included: Array<{ what: string; why: string; gap: boolean }>;
  outside: Array<{ what: string; why: string; rates: Array<{ item: string; unit: string; price: Price }> }>;
  free: Array<{ type: string; count: number; why: string }>;
  assumptions: Array<Range & { name: string; unit: string; changed: boolean; why: string }>;
  sources: Array<{ letter: string; name: string; url: string; date: string }>;
  /** How the bill grows with load: a share of the busy month, 0 to 1. */
  growth: {
    unit: string;
    busy: number;
    at_least: boolean;
    moments: Array<Range & { load: number }>;
    steps: Array<{ load: number; before: Range; after: Range; scaled: Array<{ service: string; tasks: number }> }>;
  };
}

export interface CostLine extends Range {
  /** What it is a part of. */
  driver: string;
  item: string;
  unit: string;
  quantity: Range;
  price: Price;
  /** What the quantity follows from. */
  basis: string[];
}

/** The picture: its parts, a flowchart of Mermaid's, or SVG. */
export function topology(inputs: Given, options?: { format?: 'json' }): Topology;
export function topology(inputs: Given, options: { format: 'mermaid' }): string;
export function topology(
  inputs: Given,
  options: { format: 'svg'; orientation?: 'landscape' | 'portrait' | 'stage' },
): string;

export interface Topology {
  name: string;
  nodes: Array<{
    id: string;
    kind: string;
    label: string;
    details: string[];
    ownership: Ownership;
    /** The `id` of the innermost boundary around it. */
    within: string;
    spread: string;
    replicas: Array<{ what: string; count: number; within: string }>;
    /** The addresses of what makes it. */
    resources: string[];
  }>;
  boundaries: Array<{
    id: string;
    kind: string;
    label: string;
    detail: string;
    ownership: Ownership;
    within: string[];
    resources: string[];
  }>;
  connections: Array<{
    from: string;
    to: string;
    /** The nodes that it passes through. */
    via: string[];
    port: { protocol: string; number: number | null } | null;
    why: string;
  }>;
  undrawn: Array<{ address: string; why: string }>;
}

/** Made by Terraform, there already, or outside the account. */
export type Ownership = 'made' | 'existing' | 'outside';

/** The fragment of a link that carries the inputs, with `#`. Sensitive inputs are not in it. */
export function link(inputs: Given, options?: { assumptions?: Assumptions }): string;

/** The archive's files, by their paths. In a browser await `ready({ archives: true })` first. */
export function files(inputs: Given, options?: { assumptions?: Assumptions }): { [path: string]: string };

/** The archive, a zip. In a browser await `ready({ archives: true })` first. */
export function bundle(inputs: Given, options?: { assumptions?: Assumptions }): Uint8Array;

/** A file that somebody has: its name, with folders, and what it holds. */
export type SourceFile = { name?: string } & ({ text: string; bytes?: undefined } | { bytes: Uint8Array; text?: undefined });

/**
 * What files hold, read together into inputs without secrets: calls of the module, files of variables, archives, links,
 * task definitions, projects of Docker Compose, environment files. In a browser await `ready({ archives: true })` first.
 * `takeProposals` takes what calls of well-known modules could be.
 */
export function importFiles(files: Iterable<SourceFile>, options?: { takeProposals?: boolean }): Import;
export { importFiles as import };

export interface Import {
  inputs: Inputs;
  /** What is not in the inputs as it stood in a file. */
  notes: Array<{
    file: string | null;
    line: number | null;
    path: string | null;
    kind: 'left_out' | 'changed' | 'secret' | 'aside';
    text: string;
  }>;
  proposals: Array<{ file: string | null; line: number; path: string; value: Json; from: string; text: string }>;
}

/** Inputs to start from, the smallest first. They can be had before `ready`. */
export function presets(): [Preset, ...Preset[]];

export interface Preset {
  name: PresetName;
  title: string;
  description: string;
  inputs: Inputs;
}

/** The JSON Schema of a .tfvars.json. */
export function schema(): { [name: string]: Json };
