using System.Diagnostics;

namespace Tombolo.Server.Observability;

/// <summary>
/// Spans of a login and of a batch of messages: accepted at the sender's connection, committed by the receiver's grain, handed to its
/// sessions. Between connection and grain the trace rides on the call. Nothing here costs more than a look while nobody listens.
/// </summary>
internal static class ServerTraces
{
    private const string Riding = "tombolo.trace";
    private const string BatchSize = "messaging.batch.message_count";

    public static Activity? Login(string mechanism)
    {
        var span = Root("login");
        span?.SetTag("tombolo.login.mechanism", ClosedNames.OfMechanism(mechanism));
        return span;
    }

    public static Activity? Accept(int messages)
    {
        var span = Root("message accept");
        if (span is { Recorded: true })
        {
            span.SetTag(BatchSize, messages);
            RequestContext.Set(Riding, span.Id!);
        }

        return span;
    }

    public static Activity? Commit(int messages)
    {
        if (!ServerTelemetry.Source.HasListeners() || RequestContext.Get(Riding) is not string parent)
        {
            return null;
        }

        var span = ServerTelemetry.Source.StartActivity("message commit", ActivityKind.Internal, parent);
        span?.SetTag(BatchSize, messages);
        return span;
    }

    public static Activity? Deliver(Activity? commit) =>
        commit is null ? null : ServerTelemetry.Source.StartActivity("message deliver", ActivityKind.Internal, commit.Context);

    /// <summary>Marks a span as failed, with an error from a closed set.</summary>
    public static void Fail(this Activity? span, string error) => span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);

    /// <summary>A trace of its own: what runs here may have been started by an HTTP request that is long over.</summary>
    private static Activity? Root(string name)
    {
        if (!ServerTelemetry.Source.HasListeners())
        {
            return null;
        }

        Activity.Current = null;
        return ServerTelemetry.Source.StartActivity(name, ActivityKind.Server);
    }
}
