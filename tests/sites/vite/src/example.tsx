import { OpenMercatoEcs, type OpenMercatoEcsProps } from '@open-mercato/ecs/react';

/** What an author of documentation writes. */
export const Example = (props: OpenMercatoEcsProps) => (
  <OpenMercatoEcs preset="minimal-managed" pinned={{ redis_mode: 'managed' }} theme="light" {...props} />
);
