/** The most a function's `index.mjs` may weigh, a megabyte: a larger one starts noticeably later when cold. */
export const bundleLimitBytes = 1_048_576;
