export default { base: '/sub/app/', esbuild: { jsx: 'automatic' }, logLevel: 'warn' };
