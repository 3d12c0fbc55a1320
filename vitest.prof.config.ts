import base from './vitest.config.ts';
const projects = (base as any).test.projects.map((p: any) => ({
  ...p,
  test: { ...p.test, setupFiles: ['/tmp/prof/cpu-setup.ts'] },
}));
export default { ...(base as any), root: '/work/wt-tests', test: { ...(base as any).test, projects } };
