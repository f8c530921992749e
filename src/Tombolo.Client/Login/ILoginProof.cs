using System.Xml.Linq;

namespace Tombolo.Client.Login;

/// <summary>A SASL mechanism with one message and, perhaps, a proof of the host in the reply.</summary>
internal interface ILoginProof
{
    string Mechanism { get; }

    /// <summary>The initial response.</summary>
    byte[] Response { get; }

    /// <summary>What stands in <c>authenticate</c> for this mechanism alone; null for nothing.</summary>
    XElement? Extra { get; }

    /// <summary>Whether the additional data of a success is right.</summary>
    bool Accepts(byte[]? additionalData);
}
