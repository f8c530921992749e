using Tombolo.Server.Routing;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>Answers an iq of a standard client. Apart from <see cref="IIqHandler"/>: what our own devices may ask is not for standard clients.</summary>
internal interface IStandardIqHandler
{
    /// <summary>The namespace of the payload's root element.</summary>
    string Namespace { get; }

    ValueTask<IqReply> HandleAsync(StandardIqRequest request, CancellationToken cancellationToken);
}
