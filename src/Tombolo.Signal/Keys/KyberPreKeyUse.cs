namespace Tombolo.Signal;

/// <summary>How often a Kyber pre-key serves.</summary>
public enum KyberPreKeyUse
{
    /// <summary>For one session; the store deletes it when it is marked used.</summary>
    OneTime,

    /// <summary>For any number of sessions, until it is replaced; the store remembers which base keys have used it.</summary>
    LastResort,
}
