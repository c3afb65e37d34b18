import ecs from '@open-mercato/ecs/docusaurus';

export default {
  title: 'Handbook',
  favicon: 'data:,',
  url: 'https://docs.example.org',
  baseUrl: '/handbook/',
  onBrokenLinks: 'throw',
  presets: [['classic', { blog: false, docs: { routeBasePath: '/', remarkPlugins: [ecs] } }]],
};
