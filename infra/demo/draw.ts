import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const FAMILY = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
];
const MIDDLE = [
  'Thị Hồng',
  'Văn',
  'Quốc',
  'Thị Kim',
  'Hữu',
  'Đức',
  'Thị Ngọc',
  'Minh',
  'Xuân',
  'Thanh',
  'Bảo',
];
const GIVEN = [
  'Hạnh',
  'Bảo',
  'Oanh',
  'Trung',
  'Huyền',
  'Phúc',
  'Thảo',
  'Dũng',
  'Tuệ',
  'Nghĩa',
  'Quỳnh',
  'Kỳ',
  'Ẩn',
];
const HIGHLAND = ['Y Bhĭu Niê Kdăm', "H'Bơ̆ Êban", 'Y Wŏ Mlô', "H'Linh Niê", 'Y Thịnh Ayŭn', "H'Hen Niê"];

/** Draws from lists and ranges, the same way for the same seed. */
export class Draw {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  between(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  one<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const drawn = list[this.between(0, list.length - 1)];
    if (drawn === undefined) throw new RangeError('nothing to draw from');
    return drawn;
  }

  name(): string {
    if (this.between(1, 6) === 1) return this.one(HIGHLAND);
    return `${this.one(FAMILY)} ${this.one(MIDDLE)} ${this.one(GIVEN)}`;
  }
}
