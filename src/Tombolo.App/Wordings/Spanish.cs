namespace Tombolo.App.Wordings;

/// <summary>The app's words in Spanish.</summary>
internal static class Spanish
{
    public static Wording Create() => new()
    {
        Language = "es",
        Days = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"],
        Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        DateFormat = "{0} de {1} de {2}",
        Common = Common(),
        Welcome = Welcome(),
        Chats = Chats(),
        NewChat = NewChat(),
        Chat = Chat(),
        Details = Details(),
        Requests = Requests(),
        ThirdParty = ThirdParty(),
        Settings = Settings(),
        Connection = Connection(),
        Errors = Errors(),
    };

    private static CommonWording Common() => new()
    {
        Back = "Atrás",
        Close = "Cerrar",
        Cancel = "Cancelar",
        Continue = "Continuar",
        Save = "Guardar",
        On = "Activado",
        Off = "Desactivado",
        OnPartner = "en {0}",
        Loading = "Abriendo {0}…",
        UpdateReady = "Hay una versión más nueva lista.",
        Update = "Actualizar",
        Crashed = "Algo ha fallado aquí. Tus mensajes están a salvo en este dispositivo.",
        Reload = "Abrir de nuevo",
    };

    private static WelcomeWording Welcome() => new()
    {
        Title = "Te damos la bienvenida a {0}",
        PhoneLead = "Chats privados con tu número de teléfono. Y, si quieres, con personas que usan otra mensajería.",
        EmailLead = "Chats de trabajo con tu correo electrónico. También llegan a personas en otras mensajerías.",
        PhoneLabel = "Tu número de teléfono",
        PhoneHint = "Con el prefijo del país, por ejemplo +34 600 000 000",
        EmailLabel = "Tu correo electrónico",
        EmailHint = "Enviaremos un código para comprobar que es tuya",
        Start = "Crear mi cuenta",
        CodeTitle = "Escribe tu código",
        CodeByText = "Lo enviamos por SMS al {0}.",
        CodeByEmail = "Lo enviamos por correo a {0}.",
        CodeLabel = "Código",
        Verify = "Confirmar",
        ChangeIdentifier = "Usar otro",
        SendAgain = "Enviar un código nuevo",
        DemoNumber = "Modo de desarrollo: ya está escrito, no se envía nada de verdad.",
        DemoCode = "Modo de desarrollo: el código se escribe solo.",
        MakingKeys = "Creando tus claves en este dispositivo…",
        Promise = "Tus claves se crean en este dispositivo y nunca salen de él.",
        AgainTitle = "Vuelve a identificarte",
        AgainLead = "El servidor ya no conoce este dispositivo. Los chats siguen aquí.",
        AgainButton = "Identificarme de nuevo como {0}",
        ElsewhereTitle = "{0} está abierto en otro sitio",
        ElsewhereLead = "Otra pestaña o ventana está usando esta cuenta. Solo puede hacerlo una a la vez, para que no se pierda ningún mensaje.",
        UseHere = "Usar aquí",
    };

    private static ChatsWording Chats() => new()
    {
        Title = "Chats",
        ThirdParty = "Chats de terceros",
        ThirdPartyLead = "Personas en {0}",
        ThirdPartyOff = "Desactivados",
        ThirdPartyEmpty = "Todavía nadie ha escrito desde otra mensajería.",
        ThirdPartyEmptyHint = "Empieza tú un chat o comparte tu número.",
        New = "Chat nuevo",
        Settings = "Ajustes",
        Empty = "Todavía no hay chats",
        EmptyHint = "Empieza uno: solo necesitas un número de teléfono.",
        Unread = "{0} sin leer",
        UnreadOne = "1 sin leer",
        Requests = "{0} solicitudes",
        RequestOne = "1 solicitud",
        You = "Tú: {0}",
        Pick = "Elige un chat o empieza uno nuevo",
        ReadOnly = "solo lectura",
        Yesterday = "Ayer",
        Today = "Hoy",
    };

    private static NewChatWording NewChat() => new()
    {
        Where = "¿Qué mensajería usa?",
        Phone = "Número de teléfono",
        Email = "Correo electrónico",
        Handle = "Nombre de usuario",
        Known = "Personas de esta demostración",
        Open = "Empezar el chat",
        PhoneInvalid = "Escribe el número con el prefijo del país, por ejemplo +34 600 000 000.",
        EmailInvalid = "Escribe un correo completo, por ejemplo bea@wren.example.",
        HandleInvalid = "Escribe un nombre de usuario.",
        ThirdPartyHint = "Para escribir a personas en otra mensajería, activa los chats de terceros en los ajustes.",
    };

    private static ChatWording Chat() => new()
    {
        Messages = "Mensajes con {0}",
        Composer = "Mensaje",
        Send = "Enviar",
        Details = "Detalles de este chat",
        Encrypted = "Cifrado de extremo a extremo",
        EncryptedShort = "Cifrado",
        EncryptedLine = "Los mensajes están cifrados de extremo a extremo. Solo tú y {0} pueden leerlos, no los servicios que hay en medio.",
        Queued = "Pendiente de envío",
        Sent = "Enviado",
        Delivered = "Entregado",
        Read = "Leído",
        Failed = "No enviado",
        WaitingForKey = "Esperando este mensaje. Se ha pedido de nuevo y aparecerá aquí.",
        Unsupported = "Este tipo de mensaje aún no se puede mostrar.",
        YouWrote = "Tú",
        NewMessages = "Mensajes nuevos",
        FirstTime = "Escribe el primer mensaje. {0} verá una solicitud y decidirá si contesta.",
        FirstTimeNative = "Escribe el primer mensaje.",
        ReadOnlyOff = "Has desactivado los chats de terceros. Puedes leer este chat, pero nadie puede escribir en él.",
        ReadOnlyBlocked = "Has bloqueado a esta persona. Nada de lo que escriba te llegará.",
        ReadOnlyPeer = "Esta persona ya no recibe mensajes desde aquí.",
        TurnOn = "Activar de nuevo",
        Unblock = "Desbloquear",
        NoticeKey = "Las claves de {0} han cambiado, normalmente por un teléfono o una app nuevos. Compara el número de seguridad si quieres estar seguro.",
        NoticeIdentifier = "Esta persona ahora es {0}.",
        NoticeReadOnly = "Por ahora este chat solo se puede leer.",
        NoticeWritable = "Puedes volver a escribir aquí.",
    };

    private static DetailsWording Details() => new()
    {
        Title = "Sobre este chat",
        Identifier = "Confirmado por {0} para este chat",
        Service = "Mensajería",
        Encryption = "Cifrado",
        Suite = "Protocolo Signal, de tu dispositivo al suyo",
        Privacy = "Cuando un mensaje llega a {0}, se le aplican las normas de {0}.",
        SafetyNumber = "Número de seguridad",
        SafetyLead = "Compáralo con {0}, por teléfono o en persona. Si las dos pantallas muestran las mismas cifras, no hay nadie en medio.",
        SafetyLater = "Aparece después del primer mensaje.",
        Block = "Bloquear a {0}",
        BlockLead = "El bloqueo solo vale en {0}. La persona aún puede contactarte en otros sitios.",
    };

    private static RequestsWording Requests() => new()
    {
        Title = "Solicitud de mensaje",
        Lead = "{0} quiere escribirte",
        LeadPartner = "{0} quiere escribirte desde {1}",
        Discreet = "Nadie sabrá si lo has visto ni qué decides, hasta que aceptes.",
        Accept = "Aceptar",
        Decline = "Rechazar",
        Block = "Bloquear",
        Preview = "Lo que ha escrito",
    };

    private static ThirdPartyWording ThirdParty() => new()
    {
        Title = "Chats de terceros",
        IntroTitle = "Escribe a personas en otras mensajerías",
        IntroLead = "Ellas conservan su app y tú la tuya. Desactivado hasta que tú lo decidas, y se desactiva cuando quieras.",
        TurnOn = "Activar",
        ExplainTitle = "Conviene saberlo antes",
        ExplainEncrypted = "Los mensajes siguen cifrados de extremo a extremo. Ni {0} ni el otro servicio pueden leerlos por el camino.",
        ExplainPolicy = "Lo que llega a la otra app se trata según la política de privacidad de ese servicio, no la nuestra.",
        ExplainNumber = "El otro servicio conocerá tu número. No se envían tu nombre, foto ni contactos.",
        ExplainReach = "Quien conozca tu número allí podrá pedir escribirte. Tú decides cada vez.",
        ExplainBlocked = "Los bloqueos no se trasladan: quien bloqueaste aquí puede volver a pedirlo desde otro servicio.",
        ExplainSpam = "Puede haber más mensajes no deseados y estafas. Nada pasa de la solicitud antes de que aceptes.",
        ExplainMissing = "Faltan algunas funciones: por ahora estos chats llevan texto, sin grupos ni llamadas.",
        PickTitle = "Elige las mensajerías",
        PickLead = "Solo las personas de las que marques podrán escribirte, y tú a ellas.",
        PickNone = "Aún no hay otra mensajería conectada. Verás un aviso aquí cuando la haya.",
        PickByEmail = "Sus usuarios se encuentran por correo",
        PickByPhone = "Sus usuarios se encuentran por teléfono",
        PickByHandle = "Sus usuarios se encuentran por nombre de usuario",
        InboxTitle = "¿Dónde deben aparecer estos chats?",
        InboxSeparate = "En su propia lista",
        InboxSeparateLead = "Una entrada encima de tus chats lleva allí",
        InboxCombined = "Entre tus otros chats",
        InboxCombinedLead = "Cada uno lleva el nombre de su mensajería",
        Done = "Listo",
        Step = "Paso {0} de 4",
        OnLead = "Las personas de estas mensajerías pueden pedir escribirte.",
        Messengers = "Mensajerías",
        Inbox = "Bandeja",
        TurnOff = "Desactivar los chats de terceros",
        TurnOffLead = "Los chats se pueden seguir leyendo. No llega nada nuevo y se avisa a quien escribe.",
        ReadAgain = "Leer de nuevo qué significa",
    };

    private static SettingsWording Settings() => new()
    {
        Title = "Ajustes",
        Account = "Cuenta",
        PhoneNumber = "Número de teléfono",
        Email = "Correo electrónico",
        About = "Información",
        Device = "Este dispositivo",
        DeviceLead = "Mensajes y claves se guardan cifrados en este navegador",
        Version = "Versión",
    };

    private static ConnectionWording Connection() => new()
    {
        Connecting = "Conectando…",
        Offline = "Sin conexión. Lo que escribas se enviará en cuanto la haya.",
        Online = "Conectado",
    };

    private static ErrorsWording Errors() => new()
    {
        NumberInvalid = "Esto no parece un número de teléfono. Escríbelo con el prefijo del país, por ejemplo +34 600 000 000.",
        EmailInvalid = "Esto no parece un correo electrónico. Revísalo.",
        RegistrationClosed = "Este servidor no admite registros ahora mismo. Su operador debe configurar antes los SMS.",
        RateLimited = "Demasiados intentos. Espera unos minutos y prueba de nuevo.",
        CodeWrong = "Ese no es el código que enviamos. Revísalo y prueba de nuevo.",
        CodeExpired = "Este código ha caducado. Pide uno nuevo.",
        AttemptsExhausted = "Demasiados códigos erróneos. Pide uno nuevo.",
        NotReachable = "No se puede contactar con {0}. Quizá use otra mensajería o no haya activado los chats de terceros.",
        OptedOut = "{0} ha desactivado los chats de terceros. El mensaje no se entregó.",
        OptInFirst = "Activa antes los chats de terceros en los ajustes.",
        TooLong = "El mensaje es demasiado largo. Divídelo en varios.",
        Offline = "No se puede contactar con el servidor. Comprueba la conexión y prueba de nuevo.",
        SignInAgain = "El servidor ya no conoce este dispositivo. Identifícate de nuevo.",
        EnlistmentEnded = "Tu acceso desde aquí ha terminado. Identifícate de nuevo para renovarlo.",
        Blocked = "Has bloqueado a esta persona. Desbloquéala para escribirle.",
        Unknown = "No ha funcionado ({0}). Prueba de nuevo; si sigue ocurriendo, avisa a quien gestiona este servidor.",
    };
}
