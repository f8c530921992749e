namespace Tombolo.Server.Routing;

/// <summary>Answers every iq whose payload has one namespace. Registered as a singleton; the session never waits for it in order.</summary>
internal interface IIqHandler
{
    /// <summary>The namespace of the payload's root element.</summary>
    string Namespace { get; }

    ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken);
}
