import { createRoute, z } from '@hono/zod-openapi';
import { both } from '../docs/said.ts';
import { problems, secured } from './described.ts';
import { appendixPath, revisionPath } from './schemas.ts';

const page = {
  p: z.coerce
    .number()
    .int()
    .positive()
    .meta({ description: both('Trang, từ 1', 'The page, from 1'), example: 1 }),
};

const responses = {
  200: {
    description: both('Ảnh PNG', 'The picture, PNG'),
    content: { 'image/png': { schema: { type: 'string' as const, format: 'binary' } } },
  },
  ...problems(401, 403, 404, 429),
};

export const pagePictureRoute = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/pages/{p}',
  tags: ['Results'],
  summary: both('Ảnh một trang của văn bản', 'A page as a picture'),
  description: both(
    'Của cùng tệp PDF với `result`, như người đọc thấy. Vai trò: official, clerk.',
    'Of the same PDF as `result`, drawn as people see it. Roles: official, clerk.',
  ),
  security: secured,
  request: { params: revisionPath.extend(page) },
  responses,
});

export const appendixPictureRoute = createRoute({
  method: 'get',
  path: '/dossiers/{code}/revisions/{n}/appendices/{k}/pages/{p}',
  tags: ['Results'],
  summary: both('Ảnh một trang của phụ lục ở tệp riêng', 'A page of an appendix as a picture'),
  description: both(
    'Của cùng tệp PDF với `appendices/{k}`, như người đọc thấy. Vai trò: official, clerk.',
    'Of the same PDF as `appendices/{k}`, drawn as people see it. Roles: official, clerk.',
  ),
  security: secured,
  request: { params: appendixPath.extend(page) },
  responses,
});
