/**
 * A plugin of remark that puts what the installed version says into MDX when a site is built: `<EcsHcl preset="…" />`,
 * `<EcsInputs section="…" />`, `<EcsTopology preset="…" />`, `<EcsPrice preset="…" />`. A preset, a section, an input or a
 * file that does not exist fails the build, with the nearest name.
 */
export default function ecs(): (tree: object, file: object) => void;
