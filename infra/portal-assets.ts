const typeface = ['vietnamese', 'latin-ext', 'latin'].flatMap((subset) =>
  ['400', '700'].map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

/** What every page loads, copied beside the bundles that answer with pages: from the repository root, to the bundle. */
export const pageAssets = [
  { from: 'functions/portal/assets', to: 'assets/portal' },
  {
    from: 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css',
    to: 'assets/govuk-frontend/govuk-frontend.min.css',
  },
  ...typeface.map((file) => ({
    from: `node_modules/@fontsource/be-vietnam-pro/files/${file}`,
    to: `assets/be-vietnam-pro/${file}`,
  })),
] as const;

/** The same, and what the portal's pages show. */
export const portalAssets = [
  ...pageAssets,
  { from: 'examples/dossiers', to: 'assets/samples' },
  { from: 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm', to: 'pdfium.wasm' },
] as const;
