import { z } from 'zod';

/** Delivery channels a citizen may ask for: download link, public post (bưu chính công ích), counter. */
export const channel = z.enum(['link', 'post', 'counter']);
export type Channel = z.infer<typeof channel>;

/** How one channel ended. "Delivered means proved": `sent` is not `delivered`. */
export const channelOutcome = z.object({
  channel,
  outcome: z.enum([
    'not-asked',
    'sent',
    'delivered',
    'returned-to-agency',
    'unconfirmed',
    'collected',
    'kept-at-agency',
    /** the document was recalled before this channel handed it over */
    'recalled',
    'failed',
  ]),
  /** error name, where the outcome is `failed` */
  error: z.string().optional(),
});
export type ChannelOutcome = z.infer<typeof channelOutcome>;
