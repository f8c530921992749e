using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>What a session mode means for SPQR.</summary>
internal static class SpqrChoice
{
    public static SpqrSettings For(SessionMode mode, bool selfSession) => new(
        mode switch
        {
            SessionMode.V4SpqrRequired => SpqrPolicy.Required,
            SessionMode.V4SpqrNegotiable => SpqrPolicy.Negotiable,
            SessionMode.V4WithoutSpqr or SessionMode.V3 => SpqrPolicy.Off,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a session mode."),
        },
        selfSession);
}
