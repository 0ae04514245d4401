import {
  type Attributes,
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  type Span,
  type SpanContext,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { errorName } from "../error-name.ts";
import { quietly } from "./quietly.ts";

const noSpan = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** One span. It never throws: a sampler or a processor that does is the user's, and must not take an event with it. */
export class Step {
  readonly #span: Span;
  /** For what happens within it. */
  readonly context: Context;

  constructor(tracer: Tracer, name: string, options: SpanOptions, parent: Context) {
    this.#span = startSpan(tracer, name, options, parent);
    this.context = isSpanContextValid(this.spanContext) ? trace.setSpan(parent, this.#span) : parent;
  }

  get spanContext(): SpanContext {
    return this.#span.spanContext();
  }

  within<T>(work: () => T): T {
    return context.with(this.context, work);
  }

  describe(attributes: () => Attributes): void {
    this.#tell((span) => span.setAttributes(attributes()));
  }

  /** It has failed. Of an error only the name is told, as its message may quote what it is about. */
  fail(error: unknown): void {
    this.#tell((span) => span.recordException({ name: errorName(error) }));
    this.failAs(errorName(error));
  }

  /** The same without an error that was thrown. */
  failAs(type: string): void {
    this.#tell((span) => span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR }));
  }

  end(): void {
    this.#tell((span) => span.end());
  }

  #tell(tell: (span: Span) => void): void {
    quietly(() => {
      if (this.#span.isRecording()) tell(this.#span);
    });
  }
}

function startSpan(tracer: Tracer, name: string, options: SpanOptions, parent: Context): Span {
  try {
    return tracer.startSpan(name, options, parent);
  } catch {
    return noSpan;
  }
}
