namespace Tombolo.Server.Consent;

/// <summary>
/// The owner's side of a pair. <paramref name="Requests"/> counts the messages of the peer that came before an answer, also those dropped after a decline;
/// <see cref="ConsentPolicy.OnceAccepted"/> for a peer that was accepted once.
/// </summary>
[GenerateSerializer, Immutable]
internal readonly record struct Relation([property: Id(0)] RelationState State, [property: Id(1)] int Requests);
