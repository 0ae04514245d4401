/** Where the inbox is, and how it is used. */
export interface PostgresInboxOptions {
  /**
   * `postgresql://user:password@host:port/database`, with what else `pg` understands, such as `?sslmode=verify-full`. It
   * has no default, so that no program writes to a database that it was not meant to.
   */
  readonly connectionString: string;
  /** The schema that holds its tables and nothing else; it is made when it is not there. Default: `proto_webhooks`. */
  readonly schema?: string | undefined;
  /**
   * The most connections of this process, besides the one that listens. Default: 4, one for each of what is stored,
   * settled, claimed and read. What arrives at the same time shares a statement, so more of them make nothing faster.
   */
  readonly maxConnections?: number | undefined;
  /**
   * Takes a server whose `synchronous_commit`, `fsync` or `full_page_writes` is off, which may lose events that were
   * answered with 200 when it crashes. Default: false, it is refused.
   */
  readonly allowAsynchronousCommit?: boolean | undefined;
}
