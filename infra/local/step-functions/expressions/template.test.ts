import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { evaluateTemplate, type Surroundings } from './template.ts';

const around: Surroundings = {
  stateName: 'Render',
  enteredEventId: 7,
  now: new Date('2026-03-02T01:00:00Z'),
  states: { input: { names: ['Đặng Thị Ngọc'], none: null }, context: {} },
  variables: { code: 'H17.1', list: [1, 2, 3, 4, 5] },
};

const value = (template: Json) => evaluateTemplate(template, 'Output', around);

describe('templates', () => {
  test('evaluate every expression in place and leave other strings alone', async () => {
    const template = { a: '{% $code %}', b: ['{% $list[0] + 1 %}', '$code', 3, null], c: ' {% $code %}' };
    expect(await value(template)).toEqual({ a: 'H17.1', b: [2, '$code', 3, null], c: ' {% $code %}' });
  });

  test('keep null, which is defined', async () => {
    expect(await value('{% $states.input.none %}')).toBeNull();
  });

  test('collapse a filter that keeps one element, as JSONata does', async () => {
    expect(await value('{% $list[$ > 4] %}')).toBe(5);
    expect(await value('{% [$list[$ > 4]] %}')).toEqual([5]);
  });

  test('fail on nothing with States.QueryEvaluationError, naming expression and field', async () => {
    await expect(value({ deep: ['{% $missing %}'] })).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
      location: 'Output/deep[0]',
      cause:
        "An error occurred while executing the state 'Render' (entered at the event id #7). " +
        "The JSONata expression '$missing' specified for the field 'Output/deep[0]' returned nothing (undefined).",
    });
  });

  test('see no input document: an unqualified name is nothing', async () => {
    await expect(value('{% names %}')).rejects.toMatchObject({ error: 'States.QueryEvaluationError' });
  });

  test('fail when an expression throws, with its code', async () => {
    await expect(value('{% $code + 1 %}')).rejects.toMatchObject({
      cause: expect.stringContaining('threw an error during evaluation. T2001'),
    });
  });

  test('fail when the result is a function', async () => {
    await expect(value('{% function($x){$x} %}')).rejects.toMatchObject({
      cause: expect.stringContaining('returned an unsupported result type'),
    });
    await expect(value('{% $sum %}')).rejects.toMatchObject({ error: 'States.QueryEvaluationError' });
  });

  test("tell the engine's time", async () => {
    expect(await value('{% $now() %}')).toBe('2026-03-02T01:00:00.000Z');
    expect(await value("{% $now('[Y0001]-[M01]-[D01]', '+0700') %}")).toBe('2026-03-02');
    expect(await value('{% $millis() %}')).toBe(around.now.getTime());
  });
});

describe('functions Step Functions adds', () => {
  test.each<[string, Json]>([
    ['{% $partition($list, 2) %}', [[1, 2], [3, 4], [5]]],
    ['{% $partition($list, 9) %}', [[1, 2, 3, 4, 5]]],
    ['{% $range(0, 10, 5) %}', [0, 5, 10]],
    ['{% $range(3, 1, -1) %}', [3, 2, 1]],
    ["{% $hash('abc', 'SHA-256') %}", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ["{% $hash('abc', 'MD5') %}", '900150983cd24fb0d6963f7d28e17f72'],
    ['{% $parse(\'{"a":[1]}\') %}', { a: [1] }],
    ['{% $random(7) = $random(7) %}', true],
    ['{% $random() < 1 %}', true],
    ['{% $length($uuid()) %}', 36],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test.each([
    ['{% $range(0, 5000, 1) %}', 'more than 1000 items'],
    ['{% $range(0, 1, 0) %}', 'step must not be zero'],
    ['{% $partition($list, 0) %}', 'positive integer'],
    ["{% $hash('a', 'CRC32') %}", "unknown algorithm 'CRC32'"],
    ["{% $parse('{') %}", 'JSON'],
    ["{% $eval('1') %}", 'T1006'],
  ])('%s is refused', async (expression, message) => {
    await expect(value(expression)).rejects.toMatchObject({ cause: expect.stringContaining(message) });
  });
});
