namespace Tombolo.Signal;

/// <summary>
/// All stores of one device. A session cipher writes only after everything has succeeded; to make its several writes one,
/// and one with the application's own, give it a <see cref="SignalStoreTransaction"/>.
/// </summary>
public interface ISignalStore : IIdentityKeyStore, ISessionStore, IPreKeyStore, ISignedPreKeyStore, IKyberPreKeyStore, ISenderKeyStore;
