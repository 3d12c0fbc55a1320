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

/** Dossiers to start from on the submitting page. */
export const samples = { from: 'examples/dossiers', to: 'assets/samples' } as const;

/** What draws the pages of a PDF. */
export const viewer = { from: 'node_modules/@hyzyla/pdfium/dist/pdfium.wasm', to: 'pdfium.wasm' } as const;
