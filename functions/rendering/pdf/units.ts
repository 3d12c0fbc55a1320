/** A rectangle in PDF points, origin at the page's lower left corner. */
export interface Rectangle {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Millimetres as PDF points (1/72 inch). */
export function millimetres(length: number): number {
  return (length * 72) / 25.4;
}

/** Rounded to hundredths of a point (3.5 µm): what content streams and rectangles hold. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Lower left and upper right corner, as /Rect and /BBox want them. */
export function corners({ left, bottom, width, height }: Rectangle): number[] {
  return [left, bottom, left + width, bottom + height].map(rounded);
}
