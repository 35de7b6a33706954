export default {
  globs: ['src/index.ts', 'src/define.ts', 'src/widget/**/*.ts'],
  exclude: ['src/widget/session/**', 'src/widget/view/**', 'src/widget/locales/**'],
  outdir: '.',
  litelement: true,
  packagejson: false,
};
