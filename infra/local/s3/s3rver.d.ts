declare module '@20minutes/s3rver' {
  import type { IncomingMessage, RequestListener, Server } from 'node:http';
  import type FilesystemStore from '@20minutes/s3rver/lib/stores/filesystem.js';

  interface Context {
    readonly method: string;
    readonly path: string;
    readonly state: { vhost?: boolean };
    mountPath?: string;
    readonly headers: Record<string, string | undefined>;
    readonly query: Record<string, string>;
    readonly req: IncomingMessage;
    status: number;
    body: string;
    set(name: string, value: string): void;
  }

  export type S3Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

  class S3rver {
    constructor(options: {
      directory: string;
      address: string;
      port: number;
      silent: boolean;
      vhostBuckets: boolean;
      configureBuckets: { name: string }[];
    });
    readonly middleware: S3Middleware[];
    readonly context: { store: FilesystemStore };
    store: FilesystemStore;
    silent: boolean;
    configureBuckets(): Promise<unknown>;
    callback(): RequestListener;
    readonly httpServer: Server;
  }
  export default S3rver;
}

declare module '@20minutes/s3rver/lib/stores/filesystem.js' {
  import type { Readable } from 'node:stream';

  export interface S3StoreObject {
    readonly bucket: string;
    readonly key: string;
    readonly content: Buffer | Readable;
    readonly metadata: Record<string, string>;
  }

  export default class FilesystemStore {
    constructor(rootDirectory: string);
    getResourcePath(bucket: string, key: string, resource: string): string;
    existsObject(bucket: string, key: string): Promise<boolean>;
    putContent(path: string, content: Buffer | Readable): Promise<[size: number, md5: string]>;
    putObject(object: S3StoreObject): Promise<{ size: number; md5: string }>;
    putMetadata(bucket: string, key: string, metadata: Record<string, string>, md5?: string): Promise<void>;
    deleteObject(bucket: string, key: string): Promise<void>;
  }
}

declare module '@20minutes/s3rver/lib/models/account.js' {
  const account: {
    DUMMY_ACCOUNT: { createKeyPair(accessKeyId: string, secretAccessKey: string): void };
  };
  export default account;
}

declare module '@20minutes/s3rver/lib/models/error.js' {
  export default class S3Error extends Error {
    constructor(code: string, message: string, detail?: Record<string, string>);
  }
}

declare module '@20minutes/s3rver/lib/models/object.js' {
  const object: { ALLOWED_METADATA: string[] };
  export default object;
}
