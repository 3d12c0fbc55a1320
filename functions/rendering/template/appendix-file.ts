import { z } from 'zod';
import { block, path, type Block } from './blocks.ts';

/** What a result has once, in its own file. */
const NOT_IN_APPENDICES = new Set<Block['type']>(['header', 'addressees', 'signature']);

/**
 * An appendix that leaves as a file of its own (Decree 30/2020, App. I, II.8): the agency signs it, and its number and
 * time of signing stand at the top right of its first page.
 */
export const appendixFile = z
  .strictObject({
    /** title of the file in viewers, and what people are told it is; never personal data */
    documentTitle: z.string().min(1).max(200).normalize('NFC'),
    /** there is such a file only when there is something at this path */
    when: path.optional(),
    /** there is such a file only when there is nothing at this path */
    unless: path.optional(),
    blocks: z.array(block).min(1),
  })
  .superRefine(({ blocks: [first, ...others] }, report) => {
    if (first?.type !== 'appendix') {
      report.addIssue({
        code: 'custom',
        message: 'an appendix begins with a block appendix',
        params: { vi: 'khối đầu tiên của phụ lục phải là "appendix"' },
      });
    }
    for (const { type } of others) {
      if (type === 'appendix' || NOT_IN_APPENDICES.has(type)) {
        report.addIssue({
          code: 'custom',
          message: `an appendix in a file of its own has no block ${type} there`,
          params: { vi: `phụ lục là tệp riêng không có khối "${type}" ở đó` },
        });
      }
    }
  });
export type AppendixFile = z.output<typeof appendixFile>;
